namespace Sentiment.Cli.Supervision;

/// <summary>Why a process of a service does not run any more.</summary>
/// <param name="Headline">Which, and why.</param>
/// <param name="LastLines">What it wrote last.</param>
internal sealed record ServiceFailure(string Headline, IReadOnlyList<string> LastLines)
{
    /// <summary>The headline with the last lines below it, indented.</summary>
    public override string ToString() =>
        string.Join(Environment.NewLine, LastLines.Select(line => "    " + line).Prepend(Headline));
}
