using Microsoft.AspNetCore.Http.Features;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Feedback;
using Sentiment.Contracts.Parsing;
using Sentiment.Hosting.Errors;
using Sentiment.Hosting.Keys;
using Sentiment.Hosting.Requests;

namespace Sentiment.Gateway.Feedback;

/// <summary><c>POST /api/v1/feedback</c>: whether a prediction was right. Joined to arm and model by what the prediction id says: nothing is stored a prediction.</summary>
internal sealed class FeedbackEndpoint(PredictionIds ids, GivenFeedback given, FeedbackMetrics metrics, ILogger<FeedbackEndpoint> logger)
{
    public const string Path = "/api/v1/feedback";

    public async Task HandleAsync(HttpContext context)
    {
        if ((await TakeAsync(context)).Succeeded(out var response, out var error))
        {
            context.Response.StatusCode = StatusCodes.Status202Accepted;
            await JsonAnswer.WriteAsync(context, response, ContractsJson.Default.FeedbackResponse);
            return;
        }

        metrics.Refused(error.Code);
        await ProblemResponse.WriteAsync(context, error);
    }

    private async Task<Outcome<FeedbackResponse>> TakeAsync(HttpContext context)
    {
        if (!(await RequestBody.ParseAsync(context, Limits.FeedbackBodyBytes, RequestParser.ParseFeedback)).Succeeded(out var feedback, out var error))
        {
            return error;
        }

        var client = context.Features.GetRequiredFeature<Client>();
        if (!ids.Read(feedback.PredictionId, client).Succeeded(out var issued, out error))
        {
            return error;
        }

        if (!await given.TryTakeAsync(issued.Nonce, ids.Left(issued)))
        {
            return new ApiError(ErrorCode.FeedbackGiven, "Feedback for this prediction was given before; the first counts.") { Field = "prediction_id" };
        }

        var agreed = issued.Label == feedback.Label;
        metrics.Given(issued.Arm, agreed);
        FeedbackLog.Given(logger, issued.Arm, issued.Digest, issued.Label, issued.Score, feedback.Label, client.Name, context.RequestContext().CorrelationId);
        return new FeedbackResponse { Arm = issued.Arm, PredictedLabel = issued.Label, Agreed = agreed };
    }
}
