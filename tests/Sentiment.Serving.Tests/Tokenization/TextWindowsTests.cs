using CsCheck;
using Sentiment.Contracts;
using Sentiment.Serving.Tokenization;

namespace Sentiment.Serving.Tests.Tokenization;

public sealed class TextWindowsTests
{
    private static readonly Gen<(int Tokens, int Capacity)> Cases = Gen.Select(Gen.Int[1, 10_000], Gen.Int[8, 510]);

    [Fact]
    public void Cut_AnyText_CoversWhatCanBeReadInAFewWindowsOfOneLength() => Cases.Sample(static (tokens, capacity) =>
    {
        var windows = TextWindows.Cut(tokens, capacity, Limits.TextWindows);
        var read = Math.Min(tokens, TextWindows.Most(capacity, Limits.TextWindows));

        Assert.InRange(windows.Length, 1, Limits.TextWindows);
        Assert.Equal(0, windows[0].Start.Value);
        Assert.Equal(read, windows[^1].End.Value);
        var lengths = windows.Select(static window => window.End.Value - window.Start.Value).ToArray();
        Assert.InRange(lengths.Max(), 1, capacity);
        Assert.InRange(lengths.Max() - lengths.Min(), 0, 1);
        var shared = Math.Min(TextWindows.Overlap, capacity / TextWindows.SharedPart);
        Assert.All(windows.Zip(windows.Skip(1)), pair => Assert.Equal(shared, pair.First.End.Value - pair.Second.Start.Value));

        // One window fewer could not hold it.
        Assert.True(windows.Length == 1 || TextWindows.Most(capacity, windows.Length - 1) < read);
    });

    [Theory]
    [InlineData(254, 254, 1)]
    [InlineData(255, 254, 2)]
    [InlineData(476, 254, 2)]
    [InlineData(477, 254, 3)]
    [InlineData(10_000, 254, 16)]
    public void Cut_TheseTokens_GivesSoManyWindows(int tokens, int capacity, int expected) =>
        Assert.Equal(expected, TextWindows.Cut(tokens, capacity, Limits.TextWindows).Length);

    [Fact]
    public void Cut_OneWindow_IsTheHead() => Assert.Equal([0..254], TextWindows.Cut(1_000, 254, windows: 1));
}
