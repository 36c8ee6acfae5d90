namespace Sentiment.Gateway.Playground;

/// <summary>The page at <c>/</c>: <c>Sentiment:Playground</c>.</summary>
internal sealed class PlaygroundOptions
{
    public const string Section = "Playground";

    /// <summary>Whether it is served. It holds nothing by itself: who tries a text needs a key, as with any other call.</summary>
    /// <value>The default is true.</value>
    public bool Enabled { get; set; } = true;
}
