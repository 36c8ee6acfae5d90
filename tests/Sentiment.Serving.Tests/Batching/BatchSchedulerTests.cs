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

public sealed class BatchSchedulerTests : IDisposable
{
    private const string LongText = "good bad good bad good bad good bad good bad good";

    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(10);

    private readonly TestTimeProvider _time = new();
    private readonly WordBackend _backend = new();
    private readonly LoggedErrors _errors = new();
    private readonly LoggerFactory _loggers;
    private readonly BatchScheduler _scheduler;

    public BatchSchedulerTests()
    {
        _loggers = new LoggerFactory([_errors]);
        _scheduler = NewScheduler(workers: 1);
    }

    public void Dispose()
    {
        _backend.ReleaseRuns();
        _loggers.Dispose();
        _errors.Dispose();
        _backend.Dispose();
    }

    [Fact]
    public async Task TryAdd_WorkerFree_RunsOnTheCallersThreadBeforeItReturns()
    {
        var text = Text("good");

        Assert.True(_scheduler.TryAdd([text]));

        Assert.True(text.Result.IsCompleted);
        Assert.Equal(Environment.CurrentManagedThreadId, Assert.Single(_backend.Threads));
        Assert.Equal(new float[] { 0, 1 }, (await text.Result).Logits);
    }

    [Fact]
    public async Task TryAdd_WorkerBusy_WaitsAndSharesARunWithTheNearestInLength()
    {
        await HoldOneRunAsync();
        var (first, second, third) = (Text("good good"), Text("bad bad"), Text(LongText));
        _scheduler.TryAdd([third]);
        _scheduler.TryAdd([first, second]);
        Assert.False(first.Result.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));

        _backend.ReleaseRuns();

        Assert.Equal(new float[] { 0, 2 }, (await first.Result).Logits);
        Assert.Equal(new float[] { 2, 0 }, (await second.Result).Logits);
        Assert.Equal(2, (await third.Result).Queued.TotalSeconds, tolerance: 0.001);
        Assert.Equal([[3], [13], [4, 4]], _backend.Runs);
    }

    [Fact]
    public async Task TryAdd_MoreTextsThanARun_UsesAllWorkers()
    {
        var two = NewScheduler(workers: 2);
        _backend.HoldRuns();
        PendingText[] texts = [Text("good"), Text("bad"), Text("good"), Text("bad")];
        var adding = Task.Run(() => two.TryAdd(texts));

        await _backend.RunEnteredAsync();
        await _backend.RunEnteredAsync();
        _backend.ReleaseRuns();

        Assert.True(await adding);
        await Task.WhenAll(texts.Select(static text => text.Result));
        Assert.Equal([2, 2], _backend.Runs.Select(static run => run.Length));
    }

    [Fact]
    public async Task TryAdd_DeadlinePassedWhileWaiting_IsAnsweredAndNotRun()
    {
        await HoldOneRunAsync();
        var (late, fine) = (Text("good", TimeSpan.FromSeconds(1)), Text("bad"));
        _scheduler.TryAdd([late]);
        _scheduler.TryAdd([fine]);
        _time.Advance(TimeSpan.FromSeconds(1.1));

        _backend.ReleaseRuns();

        Assert.Equal(ErrorCode.DeadlinePassed, (await late.Result).Error?.Code);
        Assert.Null((await fine.Result).Error);
        Assert.Equal(2, _backend.Runs.Count);
    }

    [Fact]
    public async Task TryAdd_RequestHasLeft_IsNotRun()
    {
        await HoldOneRunAsync();
        var left = Text("good");
        _scheduler.TryAdd([left]);
        left.Abandon();

        _backend.ReleaseRuns();

        await left.Result;
        Assert.Single(_backend.Runs);
    }

    [Fact]
    public async Task TryAdd_LongRequestsBeforeIt_AShortOneGoesFirst()
    {
        await HoldOneRunAsync();
        var words = string.Join(' ', Enumerable.Repeat("good", Lanes.LongTokens));
        var (batch, single) = (Text(words), Text("bad"));
        _scheduler.TryAdd([batch]);
        _scheduler.TryAdd([single]);

        _backend.ReleaseRuns();

        await Task.WhenAll(batch.Result, single.Result);
        Assert.Equal([[3], [3], [Lanes.LongTokens + 2]], _backend.Runs);
    }

    [Fact]
    public async Task TryAdd_TheModelThrows_FailsThatRunAlone()
    {
        await HoldOneRunAsync();
        PendingText[] texts = [Text("good?"), Text("bad"), Text("good")];
        _scheduler.TryAdd(texts);

        _backend.ReleaseRuns();

        var results = await Task.WhenAll(texts.Select(static text => text.Result));
        Assert.Equal(ErrorCode.InferenceFailed, results[0].Error?.Code);
        Assert.Equal(_backend.Runs.Single(static run => run.Contains(4)).Length, results.Count(static result => result.Error is not null));
        Assert.Equal(330, Assert.Single(_errors.Messages).Event.Id);
    }

    [Fact]
    public async Task CloseAsync_AnswersWhatWaitsAndEndsWithTheLastRun()
    {
        await HoldOneRunAsync();
        var waiting = Text("good");
        _scheduler.TryAdd([waiting]);

        var closing = _scheduler.CloseAsync();

        Assert.Equal(ErrorCode.InferenceFailed, (await waiting.Result).Error?.Code);
        Assert.False(closing.IsCompleted);
        Assert.False(_scheduler.TryAdd([Text("good")]));
        _backend.ReleaseRuns();
        await closing.WaitAsync(Allowed, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task TryAdd_ManyThreads_AnswersEveryTextOnceWithItsOwnLogits()
    {
        var two = NewScheduler(workers: 2);
        var answers = await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Task.Run(async () =>
        {
            var goods = 1 + (i % 9);
            var text = Text(string.Join(' ', Enumerable.Repeat("good", goods)));
            Assert.True(two.TryAdd([text]));
            return (await text.Result).Logits[1] == goods;
        })));

        Assert.All(answers, Assert.True);
        Assert.Equal(400, _backend.Runs.Sum(static run => run.Length));
        Assert.InRange(_backend.MostAtOnce, 1, 2);
    }

    // Until it is released, the only worker is busy.
    private async Task HoldOneRunAsync()
    {
        _backend.HoldRuns();
        _ = Task.Run(() => _scheduler.TryAdd([Text("good")]));
        await _backend.RunEnteredAsync();
    }

    private BatchScheduler NewScheduler(int workers)
    {
        var options = Options.Create(new BatchingOptions { MaxTexts = 2, Workers = workers });
        var work = new WorkCost(_backend, options);
        var registry = Metrics.NewCustomRegistry();
        var metrics = new ServingMetrics(Metrics.WithCustomRegistry(registry), _backend, new AdmissionGate(Options.Create(new AdmissionOptions()), work), registry);
        var runner = new BatchRunner(_backend, work, metrics, _time, _loggers.CreateLogger<BatchRunner>());
        var scheduler = new BatchScheduler(options, _backend, runner, _time, static broken => Assert.Fail(broken.ToString()));
        scheduler.Open(labels: 2);
        return scheduler;
    }

    private PendingText Text(string text, TimeSpan? allowed = null)
    {
        var now = _time.GetTimestamp();
        return new PendingText(
            TestVocabulary.Tokenizer.Encode(text).Ids, now, now + (long)((allowed ?? Allowed).TotalSeconds * _time.TimestampFrequency));
    }
}
