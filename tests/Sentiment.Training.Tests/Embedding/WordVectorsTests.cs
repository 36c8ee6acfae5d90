using Sentiment.Training.Embedding;

namespace Sentiment.Training.Tests.Embedding;

public sealed class WordVectorsTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Read_File_ScalesBytesToTheWordsScale()
    {
        Write();

        var vector = WordVectors.Read(_path)["good"];

        Assert.Equal([-2.54f, 0, 1f], vector, (left, right) => Math.Abs(left - right) < 1e-5);
    }

    [Fact]
    public void Read_CutShort_NamesTheFile()
    {
        Write();
        File.WriteAllBytes(_path, File.ReadAllBytes(_path)[..^1]);

        Assert.Contains($"{_path} is cut short", Assert.Throws<InvalidDataException>(() => WordVectors.Read(_path)).Message, StringComparison.Ordinal);
    }

    private void Write()
    {
        using var writer = new BinaryWriter(File.Create(_path));
        writer.Write(1);
        writer.Write(3);
        writer.Write((byte)4);
        writer.Write("good"u8);
        writer.Write(2.54f);
        writer.Write([unchecked((byte)-127), 0, 50]);
    }
}
