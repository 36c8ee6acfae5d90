using Sentiment.Benchmarks.Report;
using Sentiment.Benchmarks.Rows;
using Sentiment.Benchmarks.Statistics;
using Sentiment.TestKit;

namespace Sentiment.Benchmarks.Tests.Report;

public sealed class EarlierSittingTests : IDisposable
{
    private static readonly MachineDescription Machine =
        new("A Processor", 2, "avx2", 7.5, "Linux", 0.25, new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" });

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Read_SameMachine_HasEveryRowThatWasMeasured()
    {
        var measured = new RowResult("start", "onnx", "start to ready")
        {
            Target = Target.AtMost(0.6),
            Absolute = new Measure(new Interval(0.55, 0.5, 0.61), "s"),
            Rounds = 10,
            Figures = [new Figure("pool", "CPU", 0.5123, "s")],
            Note = "a note",
            At = DateTimeOffset.UnixEpoch,
        };
        Write(isQuick: false, measured, new RowResult("tail", "", "p99") { IsBroken = true });

        // Its load is another, and so is the order of its libraries.
        var now = Machine with { Load = 3, Libraries = new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" } };
        var read = Assert.Single(await EarlierSitting.ReadAsync(_folder.Path, now, isQuick: false));

        Assert.Equivalent(measured, read, strict: true);
        Assert.Equal(Verdict.Failed, read.Verdict);
    }

    [Fact]
    public async Task Read_NothingThere_SaysSo()
    {
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => EarlierSitting.ReadAsync(_folder.Path, Machine, isQuick: false));

        Assert.Contains("run without --resume", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "A Processor")]
    [InlineData(false, "Another")]
    public async Task Read_OfAnotherKind_IsRefused(bool isQuick, string processor)
    {
        Write(isQuick, new RowResult("start", "onnx", "start to ready"));

        await Assert.ThrowsAsync<ArgumentException>(() => EarlierSitting.ReadAsync(_folder.Path, Machine with { Processor = processor }, isQuick: false));
    }

    private void Write(bool isQuick, params RowResult[] results) => File.WriteAllText(
        _folder.Combine("results.json"), JsonReport.Write(new BenchReport(Machine, DateTimeOffset.UnixEpoch, isQuick, "sentences", results)));
}
