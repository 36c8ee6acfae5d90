using Sentiment.Contracts;
using Sentiment.Contracts.Predictions;
using Sentiment.Gateway.Dispatch.Answers;
using Sentiment.Gateway.Experiments;
using Sentiment.Hosting.Requests;

namespace Sentiment.Gateway.Predictions;

/// <summary>Says in the headers of an answer who gave it and what took how long.</summary>
internal static class ServedBy
{
    /// <summary>As soon as the arm is known: a failure behind it belongs to that arm, too.</summary>
    public static void Assigned(HttpContext context, Arm arm) => context.Response.Headers[HeaderNames.ExperimentArm] = arm.Id;

    /// <summary>Adds to a pool's prediction what only the gateway knows.</summary>
    public static Prediction Sign(Prediction prediction, Assignment assignment, Arm served) =>
        prediction with { Arm = served.Id, Fallback = served.Id == assignment.Arm.Id ? null : true, Cached = false };

    /// <param name="context">The request.</param>
    /// <param name="arm">The arm that answered.</param>
    /// <param name="facts">What the replica said of itself.</param>
    /// <param name="dispatch">How long the replica had the request.</param>
    public static void Served(HttpContext context, Arm arm, PoolFacts facts, TimeSpan dispatch)
    {
        var headers = context.Response.Headers;
        headers[HeaderNames.Backend] = arm.Backend;
        headers[HeaderNames.ServedArm] = arm.Id;
        if (facts.ModelDigest is { } digest)
        {
            headers[HeaderNames.ModelDigest] = digest;
        }

        var request = context.RequestContext();
        request.Timing.Add("gateway", request.Deadline.Elapsed - dispatch);
        if (facts.Timing is { } stages)
        {
            request.Timing.Append(stages);
        }
    }
}
