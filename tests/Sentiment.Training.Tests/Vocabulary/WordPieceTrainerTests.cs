using Sentiment.Training.Vocabulary;

namespace Sentiment.Training.Tests.Vocabulary;

public sealed class WordPieceTrainerTests
{
    private const int Large = 100_000;

    private static readonly Dictionary<string, long> Words = new()
    {
        ["good"] = 50,
        ["goodness"] = 10,
        ["badness"] = 12,
        ["bad"] = 40,
        ["once"] = 1,
        ["😀"] = 3,
        ["!"] = 90,
    };

    [Fact]
    public void Learn_AnyWords_BeginsWithTheSpecialTokens() =>
        Assert.Equal(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"], WordPieceTrainer.Learn(Words, Large).Take(5));

    [Fact]
    public void Learn_FrequentWords_AreWholeTokens()
    {
        var vocabulary = WordPieceTrainer.Learn(Words, Large);

        Assert.Contains("good", vocabulary);
        Assert.Contains("bad", vocabulary);
        Assert.Contains("##ness", vocabulary);
        Assert.DoesNotContain("once", vocabulary);
    }

    [Fact]
    public void Learn_MostFrequentPair_IsMergedFirst()
    {
        var alphabet = WordPieceTrainer.Learn(new Dictionary<string, long>(), Large).Count;

        var vocabulary = WordPieceTrainer.Learn(new Dictionary<string, long> { ["ab"] = 2, ["cd"] = 5 }, alphabet + 1);

        Assert.Equal("cd", vocabulary[^1]);
    }

    [Fact]
    public void Learn_Size_IsNotExceeded()
    {
        var alphabet = WordPieceTrainer.Learn(new Dictionary<string, long>(), Large).Count;

        Assert.Equal(alphabet + 3, WordPieceTrainer.Learn(Words, alphabet + 3).Count);
    }

    [Fact]
    public void Learn_AnyWords_HoldsAsciiBothWaysAndNoTokenTwice()
    {
        var vocabulary = WordPieceTrainer.Learn(Words, Large);

        Assert.Equal(vocabulary.Count, vocabulary.Distinct().Count());
        Assert.All("abcxyz0189", character => Assert.Contains(character.ToString(), vocabulary));
        Assert.All("abcxyz0189", character => Assert.Contains("##" + character, vocabulary));
        Assert.All("!$+<=>|~", character => Assert.Contains(character.ToString(), vocabulary));
        Assert.DoesNotContain("##!", vocabulary);
        Assert.DoesNotContain("A", vocabulary);
        Assert.Contains("😀", vocabulary);
    }

    [Fact]
    public void Learn_WordsInAnotherOrder_GivesTheSameVocabulary() =>
        Assert.Equal(WordPieceTrainer.Learn(Words, Large), WordPieceTrainer.Learn(Words.Reverse().ToDictionary(), Large));

    [Fact]
    public void Count_Texts_CountsNormalisedWordsWithTheirWeight()
    {
        var counts = new Dictionary<string, long>();

        WordCounts.Add(counts, ["Café, café!", "CAFE"], 2);

        Assert.Equal(6, counts["cafe"]);
        Assert.Equal(2, counts["!"]);
    }
}
