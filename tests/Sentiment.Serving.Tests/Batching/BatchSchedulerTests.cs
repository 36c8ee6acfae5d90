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
        var request = Request("good");

        Assert.True(_scheduler.TryAdd(request));

        Assert.True(request.Completion.IsCompleted);
        Assert.Equal(Environment.CurrentManagedThreadId, Assert.Single(_backend.Threads));
        Assert.Equal(new float[] { 0, 1 }, (await ResultAsync(request)).Logits);
    }

    [Fact]
    public async Task TryAdd_WorkerBusy_WaitsAndSharesARunWithTheNearestInLength()
    {
        await HoldOneRunAsync();
        var (two, other) = (Request("good good", "bad bad"), Request(LongText));
        _scheduler.TryAdd(other);
        _scheduler.TryAdd(two);
        Assert.False(two.Completion.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));

        _backend.ReleaseRuns();

        Assert.Equal([[0, 2], [2, 0]], (await ResultsAsync(two)).Select(static result => result.Logits));
        Assert.Equal(2, (await ResultAsync(other)).Queued.TotalSeconds, tolerance: 0.001);
        Assert.Equal([[3], [13], [4, 4]], _backend.Runs);
    }

    [Fact]
    public async Task TryAdd_MoreTextsThanARun_UsesAllWorkers()
    {
        var two = NewScheduler(workers: 2);
        _backend.HoldRuns();
        var request = Request("good", "bad", "good", "bad");
        var adding = Task.Run(() => two.TryAdd(request));

        await _backend.RunEnteredAsync();
        await _backend.RunEnteredAsync();
        _backend.ReleaseRuns();

        Assert.True(await adding);
        await ResultsAsync(request);
        Assert.Equal([2, 2], _backend.Runs.Select(static run => run.Length));
    }

    [Fact]
    public async Task TryAdd_TwoLongTexts_AreSharedByTheWorkers()
    {
        var two = NewScheduler(workers: 2);
        var words = string.Join(' ', Enumerable.Repeat("good", Lanes.LongTokens));
        var request = Request(words, words);

        two.TryAdd(request);

        await ResultsAsync(request);
        Assert.Equal([1, 1], _backend.Runs.Select(static run => run.Length));
    }

    [Fact]
    public async Task TryAdd_DeadlinePassedWhileWaiting_IsRefusedAndNotRun()
    {
        await HoldOneRunAsync();
        var (late, fine) = (Request(TimeSpan.FromSeconds(1), "good"), Request("bad"));
        _scheduler.TryAdd(late);
        _scheduler.TryAdd(fine);
        _time.Advance(TimeSpan.FromSeconds(1.1));

        _backend.ReleaseRuns();

        await late.Completion;
        Assert.Equal(ErrorCode.Overloaded, late.Refusal?.Code);
        Assert.NotNull(late.Refusal?.RetryAfter);
        Assert.Null((await ResultAsync(fine)).Error);
        Assert.Equal(2, _backend.Runs.Count);
    }

    [Fact]
    public async Task TryAdd_ARunWouldEndAfterTheDeadline_IsRefusedBeforeIt()
    {
        await HoldOneRunAsync();
        var (hopeless, fine) = (Request(TimeSpan.FromSeconds(0.9), "good"), Request(TimeSpan.FromSeconds(1.9), "bad"));
        _scheduler.TryAdd(hopeless);
        _scheduler.TryAdd(fine);

        // The held run takes half a second, so the next ones are expected to.
        _time.Advance(TimeSpan.FromSeconds(0.5));
        _backend.ReleaseRuns();

        await hopeless.Completion;
        Assert.Equal(ErrorCode.Overloaded, hopeless.Refusal?.Code);
        Assert.Null((await ResultAsync(fine)).Error);
    }

    [Fact]
    public async Task TryAdd_ShortTextAfterALongRun_IsNotRefusedForTheLongOne()
    {
        _backend.HoldRuns();
        var running = Task.Run(() => _scheduler.TryAdd(Request(string.Join(' ', Enumerable.Repeat("good", 400)))));
        await _backend.RunEnteredAsync();
        _time.Advance(TimeSpan.FromSeconds(1));
        _backend.ReleaseRuns();
        await running;

        var request = Request(TimeSpan.FromSeconds(0.2), "bad");
        _scheduler.TryAdd(request);

        Assert.Null((await ResultAsync(request)).Error);
    }

    [Fact]
    public async Task TryAdd_RequestHasLeft_IsNotRun()
    {
        await HoldOneRunAsync();
        var (left, stays) = (Request("good", "bad"), Request("good"));
        _scheduler.TryAdd(left);
        _scheduler.TryAdd(stays);
        left.Abandon();

        _backend.ReleaseRuns();

        await stays.Completion;
        Assert.Equal([[3], [3]], _backend.Runs);
    }

    [Fact]
    public async Task TryAdd_HalfOfItHasRun_IsBroughtToItsEnd()
    {
        await HoldOneRunAsync();
        var request = Request(TimeSpan.FromSeconds(1), "good", "bad", "good");
        _scheduler.TryAdd(request);
        request.Start();
        _time.Advance(TimeSpan.FromSeconds(1.1));

        _backend.ReleaseRuns();

        Assert.All(await ResultsAsync(request), static result => Assert.Null(result.Error));
    }

    [Fact]
    public async Task TryAdd_LongRequestsBeforeIt_AShortOneGoesFirst()
    {
        await HoldOneRunAsync();
        var words = string.Join(' ', Enumerable.Repeat("good", Lanes.LongTokens));
        var (batch, single) = (Request(words), Request("bad"));
        _scheduler.TryAdd(batch);
        _scheduler.TryAdd(single);

        _backend.ReleaseRuns();

        await Task.WhenAll(batch.Completion, single.Completion);
        Assert.Equal([[3], [3], [Lanes.LongTokens + 2]], _backend.Runs);
    }

    [Fact]
    public async Task TryAdd_TheModelThrows_FailsThatRunAlone()
    {
        await HoldOneRunAsync();
        var request = Request("good?", "bad", "good");
        _scheduler.TryAdd(request);

        _backend.ReleaseRuns();

        var results = await ResultsAsync(request);
        Assert.Equal(ErrorCode.InferenceFailed, results[0].Error?.Code);
        Assert.Equal(_backend.Runs.Single(static run => run.Contains(4)).Length, results.Count(static result => result.Error is not null));
        Assert.Equal(330, Assert.Single(_errors.Messages).Event.Id);
    }

    [Fact]
    public async Task CloseAsync_AnswersWhatWaitsAndEndsWithTheLastRun()
    {
        await HoldOneRunAsync();
        var waiting = Request("good");
        _scheduler.TryAdd(waiting);

        var closing = _scheduler.CloseAsync();

        Assert.Equal(ErrorCode.InferenceFailed, (await ResultAsync(waiting)).Error?.Code);
        Assert.False(closing.IsCompleted);
        Assert.False(_scheduler.TryAdd(Request("good")));
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
            var request = Request(string.Join(' ', Enumerable.Repeat("good", goods)));
            Assert.True(two.TryAdd(request));
            return (await ResultAsync(request)).Logits[1] == goods;
        })));

        Assert.All(answers, Assert.True);
        Assert.Equal(400, _backend.Runs.Sum(static run => run.Length));
        Assert.InRange(_backend.MostAtOnce, 1, 2);
    }

    // Until it is released, the only worker is busy.
    private async Task HoldOneRunAsync()
    {
        _backend.HoldRuns();
        _ = Task.Run(() => _scheduler.TryAdd(Request("good")));
        await _backend.RunEnteredAsync();
    }

    private BatchScheduler NewScheduler(int workers)
    {
        var options = Options.Create(new BatchingOptions { MaxTexts = 2, Workers = workers });
        var costs = new RunCosts(_backend);
        var work = new WorkCost(costs, options, _time);
        var registry = Metrics.NewCustomRegistry();
        var admission = new AdmissionGate(Options.Create(new AdmissionOptions()), work);
        var metrics = new ServingMetrics(Metrics.WithCustomRegistry(registry), _backend, admission, costs, registry);
        var runner = new BatchRunner(_backend, costs, work, metrics, _time, _loggers.CreateLogger<BatchRunner>());
        var scheduler = new BatchScheduler(options, costs, runner, admission, work, _time, static broken => Assert.Fail(broken.ToString()));
        scheduler.Open(labels: 2);
        return scheduler;
    }

    private PendingRequest Request(params IEnumerable<string> texts) => Request(Allowed, texts);

    private PendingRequest Request(TimeSpan allowed, params IEnumerable<string> texts)
    {
        var now = _time.GetTimestamp();
        return new PendingRequest(
            [.. texts.Select(static text => TestVocabulary.Tokenizer.Encode(text).Ids)], now, now + (long)(allowed.TotalSeconds * _time.TimestampFrequency));
    }

    private static async Task<RunResult> ResultAsync(PendingRequest request) => Assert.Single(await ResultsAsync(request));

    private static async Task<RunResult[]> ResultsAsync(PendingRequest request)
    {
        await request.Completion;
        Assert.Null(request.Refusal);
        return Array.ConvertAll(request.Texts, static text => text.Result);
    }
}
