using System.Text.RegularExpressions;
using Sentiment.Training.Data;

namespace Sentiment.Training.Templates;

/// <summary>
/// Short sentences about products, films and services, with negations, written by us: the corpora hold film talk and long reviews, while users
/// send "works great" and "not worth it". Made by code, so that lists of words and patterns are all there is to review.
/// </summary>
internal static partial class TemplateSentences
{
    private const int SentencesPerPattern = 48;

    private const double OpenedShare = 0.25;
    private const double ClosedShare = 0.2;

    private const float Positive = 0.97f;
    private const float Negative = 0.03f;

    private static readonly string[] Ends = ["", "", ".", ".", "!"];

    public static IReadOnlyList<Example> Create(int seed)
    {
        var random = new Random(seed);
        var (good, bad) = (new Side(TemplateWords.GoodAdjectives, TemplateWords.GoodPhrases), new Side(TemplateWords.BadAdjectives, TemplateWords.BadPhrases));
        return
        [
            .. Fill(AdjectivePatterns.Kept, good, bad, Positive, random),
            .. Fill(AdjectivePatterns.Kept, bad, good, Negative, random),
            .. Fill(AdjectivePatterns.Turned, good, bad, Negative, random),
            .. Fill(AdjectivePatterns.Turned, bad, good, Positive, random),
            .. Fill(IdiomPatterns.Kept, good, bad, Positive, random),
            .. Fill(IdiomPatterns.Kept, bad, good, Negative, random),
            .. Fill(IdiomPatterns.Turned, good, bad, Negative, random),
            .. Fill(IdiomPatterns.Turned, bad, good, Positive, random),
            .. Fill(IdiomPatterns.Feared, bad, good, Positive, random),
            .. Fill(AdjectivePatterns.MissedPraise, good, bad, Negative, random),
            .. Fill(AdjectivePatterns.FearedBlame, bad, good, Positive, random),
            .. Fill(ContrastPatterns.All, good, bad, Positive, random),
            .. Fill(ContrastPatterns.All, bad, good, Negative, random),
            .. Fill([.. TroublePatterns.Praise, .. VerbPatterns.Praise, .. FixedPatterns.Praise], good, bad, Positive, random),
            .. Fill([.. TroublePatterns.Blame, .. VerbPatterns.Blame, .. FixedPatterns.Blame], bad, good, Negative, random),
        ];
    }

    private static IEnumerable<Example> Fill(IEnumerable<string> patterns, Side side, Side opposite, float target, Random random) =>
        from pattern in patterns
        from _ in Enumerable.Range(0, SentencesPerPattern)
        select new Example(Finish(Words(pattern, side, opposite, random), random), target);

    private static string Words(string pattern, Side side, Side opposite, Random random)
    {
        var (working, failing) = (Pick(TemplateWords.Working, random), Pick(TemplateWords.Failing, random));
        return Placeholder().Replace(pattern, match => match.Value switch
        {
            "{s}" or "{s2}" => Pick(TemplateWords.Subjects, random),
            "{a}" or "{b}" => side.Pick(StandsBeforeNoun(pattern, match), random),
            "{A}" => Capital(side.Pick(StandsBeforeNoun(pattern, match), random)),
            "{c}" => opposite.Pick(StandsBeforeNoun(pattern, match), random),
            "{t}" or "{t2}" => Pick(TemplateWords.Troubles, random),
            "{h}" or "{h2}" => Pick(TemplateWords.Comforts, random),
            "{l}" => Pick(TemplateWords.Liking, random),
            "{r}" => Pick(TemplateWords.Resenting, random),
            "{w}" => working.Plain,
            "{w3}" => working.Third,
            "{wing}" => working.Ing,
            "{f}" => failing.Plain,
            "{f3}" => failing.Third,
            "{fing}" => failing.Ing,
            var other => throw new InvalidOperationException($"The pattern '{pattern}' has {other}, which stands for nothing."),
        });
    }

    /// <summary>With or without what people put around a sentence, as a sentence or as it is typed in haste.</summary>
    private static string Finish(string words, Random random)
    {
        var opened = random.NextDouble() < OpenedShare ? Pick(TemplateWords.Openers, random) + words : words;
        var closed = random.NextDouble() < ClosedShare && char.IsLetter(words[^1]) ? opened + Pick(TemplateWords.Closers, random) : opened;
        var text = VowelAfterA().Replace(closed, "n");
        text = random.Next(2) == 0 ? Capital(text) : text;
        return char.IsLetterOrDigit(text[^1]) ? text + Pick(Ends, random) : text;
    }

    private static bool StandsBeforeNoun(string pattern, Match match) =>
        pattern.AsSpan(match.Index + match.Length).StartsWith(" {s", StringComparison.Ordinal)
        || pattern.AsSpan(match.Index + match.Length).StartsWith(" thing", StringComparison.Ordinal)
        || pattern.AsSpan(match.Index + match.Length).StartsWith(" one", StringComparison.Ordinal)
        || pattern.AsSpan(0, match.Index).EndsWith(" a ", StringComparison.Ordinal)
        || pattern.AsSpan(0, match.Index).EndsWith("anything ", StringComparison.Ordinal);

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    private static T Pick<T>(T[] choices, Random random) => choices[random.Next(choices.Length)];

    [GeneratedRegex(@"\{\w+\}", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Placeholder();

    // By the ear: "a useless", "an honest".
    [GeneratedRegex(@"(?<=\b[Aa])(?= (?:honest|(?!use)[aeiou]))", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex VowelAfterA();

    /// <summary>Words of one side, good or bad.</summary>
    private sealed record Side(string[] Adjectives, string[] Phrases)
    {
        public string Pick(bool beforeNoun, Random random)
        {
            var choice = random.Next(beforeNoun ? Adjectives.Length : Adjectives.Length + Phrases.Length);
            return choice < Adjectives.Length ? Adjectives[choice] : Phrases[choice - Adjectives.Length];
        }
    }
}
