using System.Text;
using Microsoft.Extensions.Time.Testing;
using Sentiment.Hosting.Logs;

namespace Sentiment.Hosting.Tests.Logs;

public sealed class LogOutputTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly MemoryStream _stream = new();
    private readonly LogOutput _output;

    public LogOutputTests() => _output = new LogOutput(_stream, _time);

    private string Written => Encoding.UTF8.GetString(_stream.ToArray());

    public void Dispose() => _output.Dispose();

    [Fact]
    public void Write_Lines_WaitAMomentForEachOther()
    {
        _output.Write("one\n"u8, isUrgent: false);
        _time.Advance(LogOutput.Moment / 2);
        _output.Write("two\n"u8, isUrgent: false);
        Assert.Empty(Written);

        _time.Advance(LogOutput.Moment / 2);
        Assert.Equal("one\ntwo\n", Written);

        _output.Write("three\n"u8, isUrgent: false);
        _time.Advance(LogOutput.Moment);
        Assert.Equal("one\ntwo\nthree\n", Written);
    }

    [Fact]
    public void Write_AnUrgentLine_IsThereAtOnceWithAllBeforeIt()
    {
        _output.Write("one\n"u8, isUrgent: false);
        _output.Write("two\n"u8, isUrgent: true);

        Assert.Equal("one\ntwo\n", Written);
    }

    [Fact]
    public void Write_MoreThanCanWait_KeepsTheOrder()
    {
        var lines = Enumerable.Range(0, 5).Select(static i => new string((char)('a' + i), i == 3 ? 100_000 : 30_000) + "\n").ToArray();

        Array.ForEach(lines, line => _output.Write(Encoding.UTF8.GetBytes(line), isUrgent: false));
        _output.Flush();

        Assert.Equal(string.Concat(lines), Written);
    }

    [Fact]
    public async Task Write_WhileTheReaderIsSlow_NobodyWaitsAndTheOrderStays()
    {
        using var slow = new SlowStream();
        using var output = new LogOutput(slow, _time);
        output.Write("one\n"u8, isUrgent: false);
        var flushing = Task.Run(output.Flush, TestContext.Current.CancellationToken);
        await slow.Entered.WaitAsync(TimeSpan.FromSeconds(15), TestContext.Current.CancellationToken);

        // On this thread: had it to wait for the reader, the test would never end.
        output.Write("two\n"u8, isUrgent: false);
        Assert.False(flushing.IsCompleted);

        slow.Go();
        await flushing;
        output.Flush();
        Assert.Equal("one\ntwo\n", Encoding.UTF8.GetString(slow.ToArray()));
    }

    [Fact]
    public void Dispose_LinesThatWait_AreWritten()
    {
        _output.Write("last words\n"u8, isUrgent: false);

        _output.Dispose();

        Assert.Equal("last words\n", Written);
    }

    [Fact]
    public void Write_FromManyThreads_TearsNoLine()
    {
        Parallel.For(0, 2_000, i => _output.Write(Encoding.UTF8.GetBytes($"line {i:0000} of some length\n"), isUrgent: i % 7 == 0));
        _output.Flush();

        var lines = Written.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Enumerable.Range(0, 2_000).Select(static i => $"line {i:0000} of some length"), lines.Order(StringComparer.Ordinal));
    }

    /// <summary>A pipe whose other end does not read before it is told to.</summary>
    private sealed class SlowStream : MemoryStream
    {
        private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim _mayGo = new();

        public Task Entered => _entered.Task;

        public void Go() => _mayGo.Set();

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            _entered.TrySetResult();
            _mayGo.Wait();
            base.Write(buffer);
        }

        protected override void Dispose(bool disposing)
        {
            _mayGo.Set();
            base.Dispose(disposing);
        }
    }
}
