using System.Globalization;

namespace Sentiment.Benchmarks.Rows.Telemetry;

/// <summary>What a chain says of itself.</summary>
/// <param name="Name">For the report.</param>
/// <param name="LoggedShare">Of the requests that get a line; 0 is no line below a warning.</param>
/// <param name="IsTraced">Whether requests are recorded, as many as by default.</param>
/// <param name="IsScraped">Whether its metrics are asked for. They are counted in any case: nothing turns them off.</param>
internal sealed record TelemetryParts(string Name, double LoggedShare, bool IsTraced, bool IsScraped)
{
    private const double SampledShare = 0.1;

    public static readonly TelemetryParts None = new("off", LoggedShare: 0, IsTraced: false, IsScraped: false);

    /// <summary>The same once more: how far two equal chains are apart.</summary>
    public static readonly TelemetryParts Control = None with { Name = "off, a second chain" };

    public static readonly TelemetryParts All = new("all", LoggedShare: 1, IsTraced: true, IsScraped: true);
    public static readonly TelemetryParts FewLines = new("a tenth of the lines", LoggedShare: 0.1, IsTraced: true, IsScraped: true);
    public static readonly TelemetryParts Traces = new("traces alone", LoggedShare: 0, IsTraced: true, IsScraped: false);

    /// <summary>Settings of gateway and pool, as on a command line.</summary>
    /// <param name="collector">Where traces go.</param>
    public IEnumerable<string> Settings(Uri collector)
    {
        if (LoggedShare > 0)
        {
            yield return "--Logging:LogLevel:Default=Information";
            yield return string.Create(CultureInfo.InvariantCulture, $"--Sentiment:Logs:RequestShare={LoggedShare}");
        }

        if (IsTraced)
        {
            yield return $"--Sentiment:Tracing:Endpoint={collector}";
            yield return "--Sentiment:Tracing:Protocol=HttpProtobuf";
            yield return string.Create(CultureInfo.InvariantCulture, $"--Sentiment:Tracing:SampledShare={SampledShare}");
        }
    }
}
