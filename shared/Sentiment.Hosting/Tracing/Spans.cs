using System.Diagnostics;

namespace Sentiment.Hosting.Tracing;

/// <summary>
/// The spans of a request. Each request has one, recorded or not: its ids tie the log lines of all services together. Spans within it are
/// made only where it is recorded, so that one which is not costs nothing more.
/// </summary>
public static class Spans
{
    public const string SourceName = "Sentiment";

    private const string CorrelationTag = "sentiment.correlation_id";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>The correlation id of the request at hand; null outside of one.</summary>
    internal static string? CorrelationId
    {
        get
        {
            for (var span = Activity.Current; span is not null; span = span.Parent)
            {
                if (span.GetTagItem(CorrelationTag) is string id)
                {
                    return id;
                }
            }

            return null;
        }
    }

    /// <summary>The request's own span, which ends with it.</summary>
    /// <param name="caller">The caller's span; default where it sent none. Whether it is recorded is for the sampler to believe.</param>
    /// <param name="correlationId">Of the request.</param>
    internal static Activity StartRequest(ActivityContext caller, string correlationId)
    {
        var span = Source.StartActivity("request", ActivityKind.Server, caller) ?? Unrecorded(caller);
        span.SetTag(CorrelationTag, correlationId);
        return span;
    }

    /// <summary>A part of the request at hand, from now until it is disposed of; null where the request is not recorded.</summary>
    public static Activity? Start(string name, ActivityKind kind = ActivityKind.Internal) =>
        Activity.Current is { Recorded: true } ? Source.StartActivity(name, kind) : null;

    /// <summary>A part of the request at hand that is over, from the measurement that everybody else is given too.</summary>
    /// <param name="name">Of the stage.</param>
    /// <param name="started">When it began.</param>
    /// <param name="took">How long it was.</param>
    public static void Record(string name, DateTimeOffset started, TimeSpan took)
    {
        if (Activity.Current is { Recorded: true } request && Source.CreateActivity(name, ActivityKind.Internal, request.Context) is { } span)
        {
            Record(span, started, took);
        }
    }

    /// <summary>What was done for several requests at once: a trace of its own, linked to those of them that are recorded; null where none is.</summary>
    public static void RecordShared(string name, DateTimeOffset started, TimeSpan took, IReadOnlyCollection<ActivityContext> requests, params ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (requests.Count == 0)
        {
            return;
        }

        // The thread may be one of the requests' own, whose span would be taken as the parent.
        var current = Activity.Current;
        Activity.Current = null;
        if (Source.CreateActivity(name, ActivityKind.Internal, default(ActivityContext), tags: null, requests.Select(static request => new ActivityLink(request))) is { } span)
        {
            foreach (var (key, value) in tags)
            {
                span.SetTag(key, value);
            }

            Record(span, started, took);
        }

        Activity.Current = current;
    }

    private static void Record(Activity span, DateTimeOffset started, TimeSpan took)
    {
        span.SetStartTime(started.UtcDateTime);
        span.Start();
        span.SetEndTime((started + took).UtcDateTime);
        span.Stop();
    }

    private static Activity Unrecorded(ActivityContext caller)
    {
        var span = new Activity("request");
        if (caller.TraceId != default)
        {
            span.SetParentId(caller.TraceId, caller.SpanId);
        }

        return span.Start();
    }
}
