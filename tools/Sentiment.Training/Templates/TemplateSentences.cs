using Sentiment.Training.Data;

namespace Sentiment.Training.Templates;

/// <summary>
/// Short sentences about products, films and services, with negations, written by us: the corpora hold film talk and long reviews, while users
/// send "works great" and "not worth it". Made by code, so that lists of words and patterns are all there is to review.
/// </summary>
internal static class TemplateSentences
{
    private const int SentencesPerPattern = 120;

    private const float Positive = 0.97f;
    private const float Negative = 0.03f;

    public static IReadOnlyList<Example> Create(int seed)
    {
        var random = new Random(seed);
        var examples = new List<Example>();
        Fill(examples, TemplatePatterns.Plain, TemplateWords.Good, TemplateWords.Bad, Positive, random);
        Fill(examples, TemplatePatterns.Plain, TemplateWords.Bad, TemplateWords.Good, Negative, random);
        Fill(examples, TemplatePatterns.Negated, TemplateWords.Good, TemplateWords.Bad, Negative, random);
        Fill(examples, TemplatePatterns.Negated, TemplateWords.Bad, TemplateWords.Good, Positive, random);
        Fill(examples, TemplatePatterns.Contrast, TemplateWords.Good, TemplateWords.Bad, Positive, random);
        Fill(examples, TemplatePatterns.Contrast, TemplateWords.Bad, TemplateWords.Good, Negative, random);
        Fill(examples, [.. TemplatePatterns.PraiseAnyway, .. TemplatePatterns.Praise], TemplateWords.Good, TemplateWords.Bad, Positive, random);
        Fill(examples, [.. TemplatePatterns.BlameAnyway, .. TemplatePatterns.Blame], TemplateWords.Bad, TemplateWords.Good, Negative, random);
        return examples;
    }

    private static void Fill(List<Example> examples, string[] patterns, string[] words, string[] opposite, float target, Random random)
    {
        foreach (var pattern in patterns)
        {
            for (var i = 0; i < SentencesPerPattern; i++)
            {
                var (word, other) = (Pick(words, random), Pick(opposite, random));
                examples.Add(new Example(
                    pattern
                        .Replace("{s}", Pick(TemplateWords.Subjects, random), StringComparison.Ordinal)
                        .Replace("{s2}", Pick(TemplateWords.Subjects, random), StringComparison.Ordinal)
                        .Replace("{a}", word, StringComparison.Ordinal)
                        .Replace("{A}", Capital(word), StringComparison.Ordinal)
                        .Replace("{b}", Pick(words, random), StringComparison.Ordinal)
                        .Replace("{c}", other, StringComparison.Ordinal)
                        .Replace("{C}", Capital(other), StringComparison.Ordinal)
                        .Replace("{t}", Pick(TemplateWords.Troubles, random), StringComparison.Ordinal)
                        .Replace("{t2}", Pick(TemplateWords.Troubles, random), StringComparison.Ordinal)
                        .Replace("{h}", Pick(TemplateWords.Comforts, random), StringComparison.Ordinal)
                        .Replace("{h2}", Pick(TemplateWords.Comforts, random), StringComparison.Ordinal),
                    target));
            }
        }
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private static string Pick(string[] words, Random random) => words[random.Next(words.Length)];
}
