using Sentiment.Benchmarks.Rows.Telemetry;

namespace Sentiment.Benchmarks.Tests.Rows.Telemetry;

public sealed class TelemetryPartsTests
{
    private static readonly Uri Collector = new("http://127.0.0.1:4318/v1/traces");

    [Fact]
    public void Settings_None_IsAsOtherRowsStartServices()
    {
        Assert.Empty(TelemetryParts.None.Settings(Collector));
        Assert.Empty(TelemetryParts.Control.Settings(Collector));
    }

    [Fact]
    public void Settings_All_LogsEveryRequestAndRecordsATenth() => Assert.Equal(
        [
            "--Logging:LogLevel:Default=Information", "--Sentiment:Logs:RequestShare=1",
            "--Sentiment:Tracing:Endpoint=http://127.0.0.1:4318/v1/traces", "--Sentiment:Tracing:Protocol=HttpProtobuf", "--Sentiment:Tracing:SampledShare=0.1",
        ],
        TelemetryParts.All.Settings(Collector));

    [Fact]
    public void Settings_FewLines_DifferInTheShareAlone() =>
        Assert.Equal(["--Sentiment:Logs:RequestShare=0.1"], TelemetryParts.FewLines.Settings(Collector).Except(TelemetryParts.All.Settings(Collector)));

    [Fact]
    public void Settings_Traces_AreThoseOfAllWithoutLines() =>
        Assert.Equal(TelemetryParts.All.Settings(Collector).Skip(2), TelemetryParts.Traces.Settings(Collector));
}
