using System.Diagnostics;
using OpenTelemetry.Trace;
using Sentiment.Hosting.Tracing;

namespace Sentiment.Hosting.Tests.Tracing;

public sealed class RequestSamplerTests
{
    [Theory]
    [InlineData(false, true, 0, false)]
    [InlineData(false, false, 1, true)]
    [InlineData(true, true, 0, true)]
    [InlineData(true, false, 1, false)]
    public void Sample_ACallFromElsewhere_FollowsWhoIsBelieved(bool believesCallers, bool isRecordedThere, double share, bool isRecorded) =>
        Assert.Equal(isRecorded, IsRecorded(Sampler(share, believesCallers), Caller(isRecordedThere, isRemote: true)));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Sample_APartOfARequest_IsAsTheRequest(bool isRecorded) =>
        Assert.Equal(isRecorded, IsRecorded(Sampler(share: 0.5, believesCallers: false), Caller(isRecorded, isRemote: false)));

    [Fact]
    public void Sample_NobodysCall_IsDrawn()
    {
        var sampler = Sampler(share: 0.1, believesCallers: true);

        var recorded = Enumerable.Range(0, 10_000).Count(_ => IsRecorded(sampler, default));

        Assert.InRange(recorded, 850, 1_150);
    }

    [Fact]
    public void Sample_WhatIsLinkedToARecordedOne_IsRecorded() =>
        Assert.True(IsRecorded(Sampler(share: 0, believesCallers: true), default, new ActivityLink(Caller(isRecorded: true, isRemote: false))));

    private static RequestSampler Sampler(double share, bool believesCallers) => new(share, believesCallers, new Random(1));

    private static ActivityContext Caller(bool isRecorded, bool isRemote) => new(
        ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), isRecorded ? ActivityTraceFlags.Recorded : ActivityTraceFlags.None, traceState: null, isRemote);

    private static bool IsRecorded(RequestSampler sampler, ActivityContext parent, params ActivityLink[] links) =>
        sampler.ShouldSample(new SamplingParameters(parent, ActivityTraceId.CreateRandom(), "request", ActivityKind.Server, tags: null, links)).Decision
            == SamplingDecision.RecordAndSample;
}
