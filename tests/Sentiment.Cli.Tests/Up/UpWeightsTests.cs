using System.Text.Json;
using Sentiment.Cli.Tests.Fixtures;

namespace Sentiment.Cli.Tests.Up;

/// <summary>What was set in one run, in the next.</summary>
public sealed class UpWeightsTests : IDisposable
{
    private readonly StubRepository _repository = new();

    public UpWeightsTests()
    {
        _repository.AddTorch();
    }

    [Fact]
    public async Task Up_WeightsOfEarlierRun_AreKeptAndSaid()
    {
        Directory.CreateDirectory(_repository.StateDirectory);
        await File.WriteAllTextAsync(
            _repository.GatewayFile,
            """{"Sentiment": {"Arms": [{"Id": "onnx", "Weight": 95}, {"Id": "torch", "Weight": 0.5}]}}""",
            TestContext.Current.CancellationToken);
        await using var up = UpProcess.StartWith(_repository);

        await up.WaitReadyAsync();

        Assert.Contains("Weights as they were set before: onnx=95 torch=0.5 (as shipped: sentiment ab set onnx=80 torch=20)", up.Process.Output);
        using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(_repository.GatewayFile, TestContext.Current.CancellationToken));
        Assert.Equal(
            [95, 0.5],
            document.RootElement.GetProperty("Sentiment").GetProperty("Arms").EnumerateArray().Select(arm => arm.GetProperty("Weight").GetDouble()));
    }

    public void Dispose() => _repository.Dispose();
}
