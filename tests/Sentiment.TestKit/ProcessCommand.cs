namespace Sentiment.TestKit;

/// <summary>What to start: an executable by its path, never a shell or <c>dotnet run</c>.</summary>
/// <param name="FileName">Path of the executable.</param>
/// <param name="Arguments">Arguments, unquoted.</param>
public sealed record ProcessCommand(string FileName, params IReadOnlyList<string> Arguments)
{
    /// <summary>The test's own folder unless set.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Added to the inherited environment; null removes a variable.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    public override string ToString() => string.Join(' ', [FileName, .. Arguments]);
}
