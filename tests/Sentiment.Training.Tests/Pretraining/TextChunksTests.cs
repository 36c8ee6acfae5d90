using CsCheck;
using Sentiment.Training.Pretraining;

namespace Sentiment.Training.Tests.Pretraining;

public sealed class TextChunksTests
{
    [Fact]
    public void Cut_AnyText_KeepsEveryTokenInOrder() => Gen.Int[5, 60_000].Array[0, 300].Sample(tokens =>
        Cut(tokens).SelectMany(chunk => chunk[1..^1]).Select(id => (int)id).SequenceEqual(tokens));

    [Fact]
    public void Cut_AnyText_GivesFramedSequencesOfLikeLength() => Gen.Int[5, 60_000].Array[1, 300].Sample(tokens =>
    {
        var chunks = Cut(tokens);
        return chunks.All(chunk => chunk[0] == 2 && chunk[^1] == 3 && chunk.Length is > 2 and <= 16)
            && chunks.Max(chunk => chunk.Length) - chunks.Min(chunk => chunk.Length) <= 1;
    });

    private static ushort[][] Cut(int[] tokens) => [.. TextChunks.Cut(tokens, maximum: 16, first: 2, last: 3)];
}
