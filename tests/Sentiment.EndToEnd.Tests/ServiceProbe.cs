using System.Globalization;

namespace Sentiment.EndToEnd.Tests;

/// <summary>A service as those see it who look after it.</summary>
internal static class ServiceProbe
{
    private static readonly HttpClient Client = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>All metrics that begin so, added up.</summary>
    /// <param name="management">Address of the management port.</param>
    /// <param name="series">Name and labels, as they are scraped, from the first character on.</param>
    public static async Task<double> SumAsync(Uri management, string series)
    {
        var lines = (await Client.GetStringAsync(new Uri(management, "/metrics"), Token)).Split('\n');
        return lines.Where(line => line.StartsWith(series, StringComparison.Ordinal))
            .Sum(static line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }
}
