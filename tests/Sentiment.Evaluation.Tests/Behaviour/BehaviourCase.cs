using Sentiment.Evaluation.Texts;
using Sentiment.TestKit;

namespace Sentiment.Evaluation.Tests.Behaviour;

/// <param name="Text">Written by us.</param>
/// <param name="IsPositive">What any reader says of it.</param>
internal sealed record BehaviourCase(string Text, bool IsPositive)
{
    /// <summary>The cases of a file beside this one.</summary>
    public static IReadOnlyList<BehaviourCase> Read(string name) =>
        [.. LabelledFile.Read(PathOf(name + ".tsv"), heldBackOnly: false, []).Texts.Select(text => new BehaviourCase(text.Text, text.IsPositive))];

    /// <summary>A list of words, one a line.</summary>
    public static IReadOnlyList<string> ReadList(string name) => File.ReadAllLines(PathOf(name + ".txt"));

    private static string PathOf(string file) => RepositoryRoot.Combine("tests", "Sentiment.Evaluation.Tests", "Behaviour", file);
}
