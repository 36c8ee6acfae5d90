using CsCheck;
using Sentiment.Training.Pretraining;

namespace Sentiment.Training.Tests.Pretraining;

public sealed class WordMaskingTests
{
    private const int Mask = 4;
    private const int FirstWord = 5;

    /// <summary>Ids from 12 on go on with a word.</summary>
    private static readonly string[] Vocabulary =
        ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", .. Enumerable.Range(5, 7).Select(id => $"w{id}"), .. Enumerable.Range(12, 8).Select(id => $"##p{id}")];

    private static readonly Gen<long[]> Texts = Gen.Int[FirstWord, 19].Array[1, 40].Select(ids => new long[] { 2 }.Concat(ids.Select(id => (long)id)).Append(3).ToArray());

    [Fact]
    public void Apply_AnyText_HidesOnlyWhatIsToBeGuessed() => Texts.Sample(text =>
    {
        var (ids, guessed) = Apply(text, 0.3);

        var places = guessed.ToDictionary(pair => pair.Place, pair => pair.Id);
        return places.Count > 0 && Enumerable.Range(0, text.Length).All(place =>
            places.TryGetValue(place, out var id) ? id == text[place] && (ids[place] == Mask || ids[place] >= FirstWord) : ids[place] == text[place]);
    });

    [Fact]
    public void Apply_AnyText_HidesWholeWords() => Texts.Sample(text =>
    {
        var (_, guessed) = Apply(text, 0.5);
        var places = guessed.Select(pair => pair.Place).ToHashSet();

        // A piece that goes on with a word is hidden exactly where what it goes on with is.
        return Enumerable.Range(2, text.Length - 3).All(place => text[place] < 12 || places.Contains(place) == places.Contains(place - 1) || guessed.Count == 1);
    });

    [Fact]
    public void Apply_ManyWords_HidesTheShareInEightOfTenCases()
    {
        long[] text = [2, .. Enumerable.Range(0, 20_000).Select(i => FirstWord + (long)(i % 7)), 3];

        var (ids, guessed) = Apply(text, 0.2);

        Assert.InRange(guessed.Count, 3_800, 4_200);
        Assert.InRange(guessed.Count(pair => ids[pair.Place] == Mask) / (double)guessed.Count, 0.77, 0.83);
    }

    private static (long[] Ids, List<(int Place, long Id)> Guessed) Apply(long[] text, double share)
    {
        long[] ids = [.. text];
        var guessed = new List<(int, long)>();
        new WordMasking(Vocabulary, share).Apply(ids, new Random(1), guessed);
        return (ids, guessed);
    }
}
