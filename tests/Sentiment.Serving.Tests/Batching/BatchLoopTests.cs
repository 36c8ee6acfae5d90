using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Prometheus;
using Sentiment.Contracts.Errors;
using Sentiment.Hosting.Tests;
using Sentiment.Serving.Admission;
using Sentiment.Serving.Batching;
using Sentiment.Serving.Telemetry;
using Sentiment.Serving.Tests.Pools;
using Sentiment.Serving.Tests.Tokenization;
using Sentiment.TestKit;

namespace Sentiment.Serving.Tests.Batching;

public sealed class BatchLoopTests : IDisposable
{
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(10);

    private readonly TestTimeProvider _time = new();
    private readonly WordBackend _backend = new();
    private readonly LoggedErrors _errors = new();
    private readonly LoggerFactory _loggers;
    private readonly BatchQueue _queue;
    private readonly BatchLoop _loop;

    public BatchLoopTests()
    {
        _loggers = new LoggerFactory([_errors]);
        var options = Options.Create(new BatchingOptions { MaxTexts = 2, MaxQueuedRequests = 3 });
        var rate = new WorkRate();
        var registry = Metrics.NewCustomRegistry();
        var metrics = new ServingMetrics(Metrics.WithCustomRegistry(registry), _backend, new AdmissionGate(Options.Create(new AdmissionOptions()), rate), registry);
        _queue = new BatchQueue(options);
        _loop = new BatchLoop(_queue, _backend, options, rate, metrics, _time, _loggers.CreateLogger<BatchLoop>());
    }

    public void Dispose()
    {
        _loggers.Dispose();
        _errors.Dispose();
        _backend.Dispose();
    }

    [Fact]
    public async Task RunNext_TextsOfTwoRequests_RunsTheOldestFirstAndGivesEachItsLogits()
    {
        var (first, second, third) = (Text("good good"), Text("bad bad"), Text("good bad good bad good bad good bad good bad good"));
        _queue.TryAdd([third]);
        _queue.TryAdd([first, second]);
        _time.Advance(TimeSpan.FromSeconds(2));

        _loop.RunNext(labels: 2);
        _loop.RunNext(labels: 2);

        Assert.Equal([[13], [4, 4]], _backend.Runs);
        var (ofFirst, ofSecond) = (await first.Result, await second.Result);
        Assert.Equal(new float[] { 0, 2 }, ofFirst.Logits);
        Assert.Equal(new float[] { 2, 0 }, ofSecond.Logits);
        Assert.Equal(2, ofFirst.Queued.TotalSeconds, tolerance: 0.001);
    }

    [Fact]
    public async Task RunNext_DeadlinePassed_IsAnsweredAndNotRun()
    {
        var (late, fine) = (Text("good", TimeSpan.FromSeconds(1)), Text("bad"));
        _queue.TryAdd([late, fine]);
        _time.Advance(TimeSpan.FromSeconds(1.1));

        _loop.RunNext(labels: 2);

        Assert.Equal(ErrorCode.DeadlinePassed, (await late.Result).Error?.Code);
        Assert.Null((await fine.Result).Error);
        Assert.Equal([[3]], _backend.Runs);
    }

    [Fact]
    public void RunNext_RequestHasLeft_IsNotRun()
    {
        var left = Text("good");
        _queue.TryAdd([left]);
        left.Abandon();

        _loop.RunNext(labels: 2);

        Assert.Empty(_backend.Runs);
        Assert.True(left.Result.IsCompleted);
    }

    [Fact]
    public async Task FailAll_TextsThatWait_AreAnsweredAndNotRun()
    {
        var waiting = Text("good");
        _queue.TryAdd([waiting]);

        _loop.FailAll();

        Assert.Equal(ErrorCode.InferenceFailed, (await waiting.Result).Error?.Code);
        Assert.Empty(_backend.Runs);
    }

    [Fact]
    public async Task RunNext_TheModelThrows_FailsThatBatchAlone()
    {
        PendingText[] texts = [Text("good?"), Text("bad"), Text("good")];
        _queue.TryAdd(texts);

        _loop.RunNext(labels: 2);
        _loop.RunNext(labels: 2);

        var codes = new List<ErrorCode?>();
        foreach (var text in texts)
        {
            codes.Add((await text.Result).Error?.Code);
        }

        Assert.Equal(2, _backend.Runs.Count);
        Assert.Equal(ErrorCode.InferenceFailed, codes[0]);
        Assert.Equal(_backend.Runs[0].Length, codes.Count(static code => code == ErrorCode.InferenceFailed));
        Assert.Equal(330, Assert.Single(_errors.Messages).Event.Id);
    }

    [Fact]
    public void Run_QueueClosed_RunsWhatIsLeftAndReturns()
    {
        _queue.TryAdd([Text("good"), Text("bad"), Text("bad")]);
        _queue.Close();

        _loop.Run(labels: 2);

        Assert.Equal(3, _backend.Runs.Sum(static run => run.Length));
        Assert.False(_queue.TryAdd([Text("good")]));
    }

    [Fact]
    public void TryAdd_MoreRequestsThanAllowed_IsRefusedWhole()
    {
        var accepted = Enumerable.Range(0, 5).Select(_ => _queue.TryAdd([Text("good")])).ToArray();

        Assert.Equal([true, true, true, false, false], accepted);
    }

    private PendingText Text(string text, TimeSpan? allowed = null)
    {
        var now = _time.GetTimestamp();
        return new PendingText(
            TestVocabulary.Tokenizer.Encode(text).Ids, now, now + (long)((allowed ?? Allowed).TotalSeconds * _time.TimestampFrequency));
    }
}
