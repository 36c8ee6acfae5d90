using Sentiment.Contracts;
using Sentiment.Contracts.Predictions;
using Sentiment.Gateway.Caching;
using Sentiment.Gateway.Experiments;
using Sentiment.Hosting.Logs;
using Sentiment.Hosting.Requests;

namespace Sentiment.Gateway.Predictions;

/// <summary>Says in the headers of an answer who gave it and what took how long.</summary>
internal static class ServedBy
{
    /// <summary>As soon as the arm is known: a failure behind it belongs to that arm, too.</summary>
    public static void Assigned(HttpContext context, Arm arm) => context.Response.Headers[HeaderNames.ExperimentArm] = arm.Id;

    /// <summary>Adds to a prediction what only the gateway knows.</summary>
    public static Prediction Sign(Answer answer, Assignment assignment, string predictionId) => answer.Prediction! with
    {
        Arm = answer.Arm.Id,
        Fallback = answer.Arm.Id == assignment.Arm.Id ? null : true,
        Cached = answer.IsCached,
        PredictionId = predictionId,
    };

    public static void Served(HttpContext context, Answers answers)
    {
        var headers = context.Response.Headers;
        headers[HeaderNames.Backend] = answers.Arm.Backend;
        headers[HeaderNames.ServedArm] = answers.Arm.Id;
        headers[CacheStatus.Header] = answers.Status.Value;
        if (answers.Digest is { } digest)
        {
            headers[HeaderNames.ModelDigest] = digest;
        }

        context.Features.Set(RequestFacts.Of(answers.Items.Select(static item => item.Prediction), answers.Arm.Backend) with
        {
            Arm = answers.Arm.Id,
            Cached = answers.AreCached,
        });
        var request = context.RequestContext();
        request.Timing.Add("gateway", request.Deadline.Elapsed - answers.Times.Pool - answers.Times.Cache);
        if (answers.Times.Cache > TimeSpan.Zero)
        {
            request.Timing.Add("cache", answers.Times.Cache);
        }

        if (answers.Times.Stages is { } stages)
        {
            request.Timing.Append(stages);
        }
    }
}
