using CsCheck;
using Microsoft.Extensions.Options;
using Sentiment.Contracts.Errors;
using Sentiment.Serving.Admission;
using Sentiment.Serving.Batching;
using Sentiment.Serving.Tests.Pools;
using Sentiment.TestKit;

namespace Sentiment.Serving.Tests.Admission;

public sealed class AdmissionGateTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private readonly WordBackend _backend = new();
    private readonly TestTimeProvider _time = new();
    private readonly WorkCost _work;

    // One text a run: a text then costs what the backend says, 8 and its tokens.
    public AdmissionGateTests() => _work = new WorkCost(new RunCosts(_backend), Options.Create(new BatchingOptions { MaxTexts = 1, Workers = 1 }), _time);

    public void Dispose() => _backend.Dispose();

    [Fact]
    public void Enter_NoTimeLeft_IsTheDeadline() =>
        Assert.Equal(ErrorCode.DeadlinePassed, Gate().Enter(10, TimeSpan.Zero).Error?.Code);

    [Fact]
    public void Enter_MoreBytesThanAllowed_IsOverloadedUntilOthersLeave()
    {
        var gate = Gate(bodyBytes: 100);
        var first = gate.Enter(60, Soon).Value!;

        var refused = gate.Enter(41, Soon).Error!;
        Assert.Equal(ErrorCode.Overloaded, refused.Code);
        Assert.Equal(TimeSpan.FromSeconds(1), refused.RetryAfter);

        first.Dispose();
        Assert.NotNull(gate.Enter(100, Soon).Value);
    }

    [Fact]
    public void Reserve_MoreTokensThanAllowed_IsOverloadedAndHoldsNothing()
    {
        var gate = Gate(tokens: 100);
        using var first = gate.Enter(1, Soon).Value!;
        using var second = gate.Enter(1, Soon).Value!;
        Assert.Null(gate.Reserve(first, Texts(60), Soon));

        Assert.Equal(ErrorCode.Overloaded, gate.Reserve(second, Texts(41), Soon)?.Code);

        Assert.Equal(60, gate.QueuedTokens);
        Assert.Null(gate.Reserve(second, Texts(40), Soon));
        Assert.Equal(100, gate.QueuedTokens);
    }

    [Fact]
    public void Enter_TheQueueTakesLongerThanTheTimeLeft_IsHopelessAndSaysWhenToComeBack()
    {
        var gate = Gate(tokens: 100_000);
        _work.Observe(cost: 1_000, TimeSpan.FromSeconds(1));
        using var queued = gate.Enter(1, Soon).Value!;
        Assert.Null(gate.Reserve(queued, Texts(3_992), Soon));

        var refused = gate.Enter(1, TimeSpan.FromSeconds(3.9)).Error!;

        Assert.Equal(ErrorCode.Overloaded, refused.Code);
        Assert.Equal(4, refused.RetryAfter!.Value.TotalSeconds, tolerance: 0.001);
        Assert.NotNull(gate.Enter(1, TimeSpan.FromSeconds(4.1)).Value);
    }

    [Fact]
    public void Reserve_ItsOwnTextsTakeLongerThanTheTimeLeft_IsHopelessAndHoldsNothing()
    {
        var gate = Gate(tokens: 100_000);
        _work.Observe(cost: 1_000, TimeSpan.FromSeconds(1));
        using var reservation = gate.Enter(1, Soon).Value!;

        var refused = gate.Reserve(reservation, Texts(992, 992), TimeSpan.FromSeconds(1.9))!;

        Assert.Equal(ErrorCode.Overloaded, refused.Code);
        Assert.Contains("2000 ms", refused.Detail, StringComparison.Ordinal);
        Assert.Equal(0, gate.QueuedTokens);
        Assert.Null(gate.Reserve(reservation, Texts(992, 992), TimeSpan.FromSeconds(2.1)));
    }

    [Fact]
    public void Enter_TheQueueIsLongerThanAnybodyWaits_IsRefusedWhateverTheDeadline()
    {
        var gate = Gate(tokens: 100_000);
        _work.Observe(cost: 1_000, TimeSpan.FromSeconds(1));
        using var queued = gate.Enter(1, Soon).Value!;
        gate.Reserve(queued, Texts(5_092), Soon);

        Assert.Equal(ErrorCode.Overloaded, gate.Enter(1, TimeSpan.FromMinutes(1)).Error?.Code);
    }

    [Fact]
    public void Dispose_Twice_GivesBackOnce()
    {
        var gate = Gate();
        var first = gate.Enter(10, Soon).Value!;
        using var second = gate.Enter(10, Soon).Value!;
        gate.Reserve(first, Texts(5), Soon);
        gate.Reserve(second, Texts(7), Soon);

        first.Dispose();
        first.Dispose();

        Assert.Equal(7, gate.QueuedTokens);
    }

    [Fact]
    public void Reserve_AnyRequestsFromManyThreads_EndsAtZero() => Gen.Select(Gen.Long[0, 90], Gen.Int[1, 90]).Array[1, 60].Sample(requests =>
    {
        var gate = Gate(tokens: 100, bodyBytes: 100);
        Parallel.ForEach(requests, request =>
        {
            if (gate.Enter(request.Item1, Soon).Value is { } reservation)
            {
                _ = gate.Reserve(reservation, Texts(request.Item2), Soon);
                Assert.InRange(gate.QueuedTokens, 0, 100 + (requests.Length * 90));
                reservation.Dispose();
            }
        });

        Assert.Equal(0, gate.QueuedTokens);
        Assert.NotNull(gate.Enter(100, Soon).Value);
    }, iter: 200);

    [Fact]
    public void Reserve_ItsOwnTextsWereSlowLongAgo_IsTriedAgain()
    {
        var gate = Gate(tokens: 100_000);
        _work.Observe(cost: 1_000, TimeSpan.FromSeconds(1));
        using var reservation = gate.Enter(1, Soon).Value!;
        Assert.NotNull(gate.Reserve(reservation, Texts(992), TimeSpan.FromSeconds(0.5)));

        _time.Advance(TimeSpan.FromSeconds(1.1));

        Assert.Null(gate.Reserve(reservation, Texts(992), TimeSpan.FromSeconds(0.5)));
    }

    [Fact]
    public void Overdue_OthersWait_SaysWhenToComeBack()
    {
        var gate = Gate(tokens: 100_000);
        _work.Observe(cost: 1_000, TimeSpan.FromSeconds(1));
        using var queued = gate.Enter(1, Soon).Value!;
        gate.Reserve(queued, Texts(2_992), Soon);

        var overdue = gate.Overdue();

        Assert.Equal(ErrorCode.Overloaded, overdue.Code);
        Assert.Equal(3, overdue.RetryAfter!.Value.TotalSeconds, tolerance: 0.001);
    }

    private static int[][] Texts(params IEnumerable<int> lengths) => [.. lengths.Select(static length => new int[length])];

    private AdmissionGate Gate(int tokens = 1_000, long bodyBytes = 1_000) =>
        new(Options.Create(new AdmissionOptions { MaxQueuedTokens = tokens, MaxBodyBytes = bodyBytes }), _work);
}
