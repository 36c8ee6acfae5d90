using System.Globalization;

namespace Sentiment.Cli.Output;

/// <summary>Durations as the command prints them.</summary>
internal static class Duration
{
    /// <summary>Seconds with one decimal: "4.2 s".</summary>
    public static string Text(TimeSpan duration) => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.0} s");
}
