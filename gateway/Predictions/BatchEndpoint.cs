using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Parsing;
using Sentiment.Contracts.Predictions;
using Sentiment.Gateway.Dispatch;
using Sentiment.Gateway.Dispatch.Answers;
using Sentiment.Gateway.Experiments;
using Sentiment.Gateway.RateLimiting;
using Sentiment.Gateway.Telemetry;
using Sentiment.Hosting.Errors;
using Sentiment.Hosting.Requests;

namespace Sentiment.Gateway.Predictions;

/// <summary><c>POST /api/v1/predict/batch</c>: a bad text gets its problem, the others their predictions.</summary>
internal sealed class BatchEndpoint(ArmSelector arms, PoolClient pools, PredictionMetrics metrics)
{
    public async Task HandleAsync(HttpContext context)
    {
        var outcome = await PredictAsync(context);
        await (outcome.Succeeded(out var results, out var error)
            ? JsonAnswer.WriteAsync(context, results, ContractsJson.Default.BatchResponse)
            : ProblemResponse.WriteAsync(context, error));
    }

    private async Task<Outcome<BatchResponse>> PredictAsync(HttpContext context)
    {
        // 4 parse, validate
        if (!(await RequestBody.ParseAsync(context, Limits.BatchBodyBytes, RequestParser.ParseBatch)).Succeeded(out var batch, out var error))
        {
            return error;
        }

        // 3 again: what is charged by the text, and of bad ones nothing
        var plan = new BatchPlan(batch);
        var charge = context.Charge();
        if (charge.Texts(plan.Sent) is { } refusal)
        {
            return refusal;
        }

        // 5 arm
        if (!arms.Select(context, batch.Options.Backend).Succeeded(out var assignment, out error))
        {
            return error;
        }

        ServedBy.Assigned(context, assignment.Arm);

        // 7 dispatch, of what is left
        var request = context.RequestContext();
        var arm = assignment.Arm;
        IReadOnlyList<BatchItem> answered = [];
        if (plan.Sent > 0)
        {
            var sent = request.Deadline.Elapsed;
            if (!(await pools.SendAsync(assignment, PoolRequest.PredictBatch(plan.Body(), plan.Sent), request)).Succeeded(out var served, out error))
            {
                return error;
            }

            (arm, var answer) = served;
            ServedBy.Served(context, arm, answer.Facts, request.Deadline.Elapsed - sent);
            answered = answer.Value.Results;
            charge.Tokens(answered.Sum(static item => item.Prediction?.Tokens ?? 0));
        }

        var response = plan.Join(
            answered, prediction => ServedBy.Sign(prediction, assignment, arm), problem => ItemError(problem, request), request.CorrelationId);
        Count(arm, response, request);
        return response;
    }

    // A code that we do not know, or one that says that pool and gateway disagree, is no client's matter.
    private static ApiError ItemError(Problem problem, RequestContext request) =>
        PoolProblem.ForClient(problem, retryAfter: null, request.Deadline) ?? DispatchErrors.Misunderstood();

    private void Count(Arm arm, BatchResponse response, RequestContext request)
    {
        foreach (var item in response.Results)
        {
            if (item.Prediction is { } prediction)
            {
                metrics.Predicted(arm, prediction);
            }
            else if (ErrorCatalog.TryParse(item.Error!.Code, out var code))
            {
                metrics.Failed(code);
            }
        }

        if (response.Results.Any(static item => item.Prediction is not null))
        {
            metrics.Answered(arm, request.Deadline.Elapsed);
        }
    }
}
