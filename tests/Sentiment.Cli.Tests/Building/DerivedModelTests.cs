using Sentiment.Cli.Building;
using Sentiment.TestKit;

namespace Sentiment.Cli.Tests.Building;

public sealed class DerivedModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Repository _repository;

    public DerivedModelTests()
    {
        _repository = new Repository(_folder.Path);
    }

    [Theory]
    [InlineData(true, "model.safetensors", "manifest.json")]
    [InlineData(false, "model.safetensors", "manifest.json", "onnx/model.onnx")]
    [InlineData(false, "onnx/model_int8.onnx")]
    public void IsMissing_Package_AsksForTheGraphOfItsWeights(bool expected, params string[] files)
    {
        foreach (var file in files)
        {
            var path = _folder.Combine(["models", "sentiment-base", .. file.Split('/')]);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "");
        }

        Assert.Equal(expected, DerivedModel.IsMissing(_repository));
    }

    [Fact]
    public void IsMissing_NoModels_IsFalse() => Assert.False(DerivedModel.IsMissing(_repository));

    public void Dispose() => _folder.Dispose();
}
