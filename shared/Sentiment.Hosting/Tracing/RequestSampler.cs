using OpenTelemetry.Trace;

namespace Sentiment.Hosting.Tracing;

/// <summary>
/// Which requests are recorded. A pool does as its gateway has done, so that a trace is whole; a gateway draws for itself: who calls must not
/// decide what is recorded here, at our cost.
/// </summary>
/// <param name="share">Of the requests that nobody has decided about, 0 to 1.</param>
/// <param name="believesCallers">Whether the caller's word counts.</param>
/// <param name="random">Safe for many threads.</param>
internal sealed class RequestSampler(double share, bool believesCallers, Random random) : Sampler
{
    private static readonly SamplingResult Recorded = new(SamplingDecision.RecordAndSample);
    private static readonly SamplingResult Dropped = new(SamplingDecision.Drop);

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters)
    {
        var parent = samplingParameters.ParentContext;
        var isWithin = parent.TraceId != default && !parent.IsRemote;
        if (isWithin || (believesCallers && parent.TraceId != default))
        {
            return Of(parent.TraceFlags.HasFlag(System.Diagnostics.ActivityTraceFlags.Recorded));
        }

        // What was done for several is recorded where one of them is.
        return Of(samplingParameters.Links?.Any() == true || random.NextDouble() < share);
    }

    private static SamplingResult Of(bool isRecorded) => isRecorded ? Recorded : Dropped;
}
