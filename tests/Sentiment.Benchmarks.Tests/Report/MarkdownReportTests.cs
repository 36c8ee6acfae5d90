using Sentiment.Benchmarks.Report;
using Sentiment.Benchmarks.Rows;
using Sentiment.Benchmarks.Statistics;

namespace Sentiment.Benchmarks.Tests.Report;

public sealed class MarkdownReportTests
{
    private static readonly BenchReport Report = new(
        new MachineDescription("A Processor", 2, "avx2", 7.5, "Linux", 0.25, new Dictionary<string, string> { [".NET"] = "10.0" }),
        new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero),
        IsQuick: false,
        "sentences",
        [
            new RowResult("cpu", "base ÷ loop", "CPU seconds")
            {
                Target = Target.AtMost(1.1),
                Ratio = new Interval(1.05, 1.04, 1.0999),
                Rounds = 11,
                Figures = [new Figure("pool", "CPU of 1,000", 0.5123, "s"), new Figure("loop", "CPU of 1,000", 1_234.5, "s")],
                Note = "batches of 8",
                At = new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero),
            },
            new RowResult("rate", "base ÷ peer", "requests a second") { Target = Target.AtLeast(2), Ratio = new Interval(1.9, 1.8, 12.34), Rounds = 11 },
            new RowResult("size", "base", "bytes") { Ratio = new Interval(1, 1, 1), Rounds = 3 },
            new RowResult("start", "onnx", "start to ready") { Target = Target.AtMost(0.6), Absolute = new Measure(new Interval(0.55, 0.5, 0.61), "s"), Rounds = 10 },
            new RowResult("memory", "onnx", "resident") { Target = Target.AtMost(200), Absolute = Measure.Once(180, "MB"), Rounds = 1 },
            new RowResult("gone", "", "what is missing") { Note = "needs node" },
        ]);

    [Fact]
    public void Write_EachVerdict_IsThisPage() => Assert.Equal(
        """
        # Benchmark results

        Written by `./sentiment bench`; how to read it: [README](README.md).

        | | |
        |---|---|
        | date | 2026-02-03 04:05 UTC |
        | processor | A Processor, 2 usable |
        | instructions | avx2 |
        | memory | 7.5 GiB |
        | system | Linux |
        | load before the run | 0.25 |
        | .NET | 10.0 |
        | texts | sentences |

        | row | case | compared | target | median | 95 % interval | rounds | | measured |
        |---|---|---|---|---|---|---|---|---|
        | cpu | base ÷ loop | CPU seconds | ≤ 1.10 | 1.050 | 1.040 to 1.100 | 11 | passed | 02-03 04:05 |
        | rate | base ÷ peer | requests a second | ≥ 2.00 | 1.900 | 1.800 to 12.3 | 11 | **missed** |  |
        | size | base | bytes |  | 1.000 | 1.000 to 1.000 | 3 |  |  |
        | start | onnx | start to ready | ≤ 0.60 s | 0.550 s | 0.500 to 0.610 | 10 | **missed** |  |
        | memory | onnx | resident | ≤ 200.00 MB | 180 MB |  | 1 | passed |  |
        | gone |  | what is missing |  |  |  | 0 | skipped |  |

        Absolute figures, medians of the rounds:

        | row | case | figures |
        |---|---|---|
        | cpu | base ÷ loop | pool: CPU of 1,000 0.512 s; loop: CPU of 1,000 1,235 s; batches of 8 |
        | gone |  | needs node |

        """.ReplaceLineEndings("\n"),
        MarkdownReport.Write(Report));

    [Fact]
    public void Write_QuickRun_SaysThatItProvesNothing() =>
        Assert.Contains("its figures prove nothing", MarkdownReport.Write(Report with { IsQuick = true }), StringComparison.Ordinal);

    [Theory]
    [InlineData(0.0, "0.000")]
    [InlineData(0.98765, "0.988")]
    [InlineData(-12.34, "-12.3")]
    [InlineData(99.96, "100.0")]
    [InlineData(123.4, "123")]
    [InlineData(1_234_567.8, "1,234,568")]
    public void Number_AnySize_HasThreeDigitsThatCount(double value, string expected) => Assert.Equal(expected, MarkdownReport.Number(value));

    [Fact]
    public void Number_Nothing_IsEmpty() => Assert.Equal("", MarkdownReport.Number(null));
}
