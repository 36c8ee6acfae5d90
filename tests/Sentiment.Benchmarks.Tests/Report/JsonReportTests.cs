using System.Text.Json;
using Sentiment.Benchmarks.Report;
using Sentiment.Benchmarks.Rows;
using Sentiment.Benchmarks.Statistics;

namespace Sentiment.Benchmarks.Tests.Report;

public sealed class JsonReportTests
{
    [Fact]
    public void Write_AResult_HasItsNumbersUnrounded()
    {
        var machine = new MachineDescription("A Processor", 2, "avx2", 7.5, "Linux", 0.25, new Dictionary<string, string>());
        var result = new RowResult("cpu", "base ÷ loop", "CPU seconds") { Target = Target.AtMost(1.1), Ratio = new Interval(1.0512345, 1, 1.2) };

        using var json = JsonDocument.Parse(JsonReport.Write(new BenchReport(machine, DateTimeOffset.UnixEpoch, IsQuick: true, "sentences", [result])));

        var written = json.RootElement.GetProperty("results")[0];
        Assert.Equal(1.0512345, written.GetProperty("ratio").GetProperty("median").GetDouble());
        Assert.Equal("Failed", written.GetProperty("verdict").GetString());
        Assert.True(json.RootElement.GetProperty("is_quick").GetBoolean());
    }
}
