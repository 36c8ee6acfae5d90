using Sentiment.Training.Pretraining;

namespace Sentiment.Training.Tests.Pretraining;

public sealed class TokenCacheTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cache-").FullName;

    private string FilePath => Path.Combine(_folder, "texts.bin");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        ushort[][] texts = [[1, 2, 65_535], [], [7]];
        TokenCache.Write(FilePath, "a", texts);

        Assert.Equal(texts, TokenCache.Read(FilePath, "a"));
    }

    [Fact]
    public void Read_OfAnotherFingerprintOrNone_IsNull()
    {
        Assert.Null(TokenCache.Read(FilePath, "a"));

        TokenCache.Write(FilePath, "a", [[1]]);

        Assert.Null(TokenCache.Read(FilePath, "b"));
    }

    [Fact]
    public void Read_CutShort_IsNull()
    {
        TokenCache.Write(FilePath, "a", [[1, 2, 3], [4, 5]]);
        var whole = File.ReadAllBytes(FilePath);

        foreach (var length in Enumerable.Range(0, whole.Length))
        {
            File.WriteAllBytes(FilePath, whole[..length]);
            Assert.Null(TokenCache.Read(FilePath, "a"));
        }
    }
}
