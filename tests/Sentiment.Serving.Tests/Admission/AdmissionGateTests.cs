using CsCheck;
using Microsoft.Extensions.Options;
using Sentiment.Contracts.Errors;
using Sentiment.Serving.Admission;

namespace Sentiment.Serving.Tests.Admission;

public sealed class AdmissionGateTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private readonly WorkRate _rate = new();

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
        Assert.Null(gate.Reserve(first, 60));

        Assert.Equal(ErrorCode.Overloaded, gate.Reserve(second, 41)?.Code);

        Assert.Equal(60, gate.QueuedTokens);
        Assert.Null(gate.Reserve(second, 40));
        Assert.Equal(100, gate.QueuedTokens);
    }

    [Fact]
    public void Enter_TheQueueTakesLongerThanTheTimeLeft_IsHopelessAndSaysWhenToComeBack()
    {
        var gate = Gate(tokens: 100_000);
        _rate.Observe(tokens: 1_000, TimeSpan.FromSeconds(1));
        using var queued = gate.Enter(1, Soon).Value!;
        gate.Reserve(queued, 5_000);

        var refused = gate.Enter(1, TimeSpan.FromSeconds(4.9)).Error!;

        Assert.Equal(ErrorCode.Overloaded, refused.Code);
        Assert.Equal(5, refused.RetryAfter!.Value.TotalSeconds, tolerance: 0.001);
        Assert.NotNull(gate.Enter(1, TimeSpan.FromSeconds(5.1)).Value);
    }

    [Fact]
    public void Dispose_Twice_GivesBackOnce()
    {
        var gate = Gate();
        var first = gate.Enter(10, Soon).Value!;
        using var second = gate.Enter(10, Soon).Value!;
        gate.Reserve(first, 5);
        gate.Reserve(second, 7);

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
                _ = gate.Reserve(reservation, request.Item2);
                Assert.InRange(gate.QueuedTokens, 0, 100 + (requests.Length * 90));
                reservation.Dispose();
            }
        });

        Assert.Equal(0, gate.QueuedTokens);
        Assert.NotNull(gate.Enter(100, Soon).Value);
    }, iter: 200);

    private AdmissionGate Gate(int tokens = 1_000, long bodyBytes = 1_000) =>
        new(Options.Create(new AdmissionOptions { MaxQueuedTokens = tokens, MaxBodyBytes = bodyBytes }), _rate);
}
