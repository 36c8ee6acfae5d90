namespace Sentiment.Cli.Supervision;

/// <summary>Why a service does not run any more.</summary>
/// <param name="Message">Which, why, and for a death what it wrote last.</param>
internal sealed record ServiceFailure(string Message)
{
    /// <summary>A death: the headline with the last lines below it, indented.</summary>
    public static ServiceFailure Death(string headline, IReadOnlyList<string> lastLines) => new(
        lastLines.Count == 0
            ? $"{headline} It wrote nothing."
            : string.Join(Environment.NewLine, lastLines.Select(line => "    " + line).Prepend($"{headline} Its last lines:")));
}
