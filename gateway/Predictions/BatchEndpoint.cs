using Microsoft.AspNetCore.Http.Features;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Parsing;
using Sentiment.Contracts.Predictions;
using Sentiment.Gateway.Caching;
using Sentiment.Gateway.Dispatch;
using Sentiment.Gateway.Dispatch.Answers;
using Sentiment.Gateway.Experiments;
using Sentiment.Gateway.Feedback;
using Sentiment.Gateway.RateLimiting;
using Sentiment.Gateway.Telemetry;
using Sentiment.Hosting.Errors;
using Sentiment.Hosting.Keys;
using Sentiment.Hosting.Requests;

namespace Sentiment.Gateway.Predictions;

/// <summary><c>POST /api/v1/predict/batch</c>: a bad text gets its problem, the others their predictions.</summary>
internal sealed class BatchEndpoint(ArmSelector arms, CachedPool pool, PredictionIds ids, PredictionMetrics metrics)
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
        if (await charge.TextsAsync(plan.Texts.Count) is { } refusal)
        {
            return refusal;
        }

        // 5 arm
        if (!arms.Select(context, batch.Options.Backend).Succeeded(out var assignment, out error))
        {
            return error;
        }

        ServedBy.Assigned(context, assignment.Arm);

        // 6 cache, 7 dispatch, of what is left
        var (request, client) = (context.RequestContext(), context.Features.GetRequiredFeature<Client>());
        IReadOnlyList<Answer> answered = [];
        if (plan.Texts.Count > 0)
        {
            var question = new Question(
                assignment, plan.Texts, IsBatch: true, batch.Options.Truncation, CacheUses.Of(context.Request.Headers), client, request);
            if (!(await pool.AskAsync(question)).Succeeded(out var answers, out error))
            {
                return error;
            }

            ServedBy.Served(context, answers);
            charge.Tokens(answers.TokensRead);
            answered = answers.Items;
            Count(answers, request);
        }

        var issue = ids.For(client);
        var response = plan.Join(answered, answer => ServedBy.Sign(answer, assignment, issue(answer)), problem => ItemError(problem, request), request.CorrelationId);
        CountErrors(response);
        return response;
    }

    // A code that we do not know, or one that says that pool and gateway disagree, is no client's matter.
    private static ApiError ItemError(Problem problem, RequestContext request) =>
        PoolProblem.ForClient(problem, retryAfter: null, request.Deadline) ?? DispatchErrors.Misunderstood();

    private void Count(Answers answers, RequestContext request)
    {
        var predicted = answers.Items.Where(static item => item.Prediction is not null).ToArray();
        Array.ForEach(predicted, metrics.Predicted);
        if (predicted.Length > 0)
        {
            metrics.Answered(answers, request.Deadline.Elapsed);
        }
    }

    private void CountErrors(BatchResponse response)
    {
        foreach (var item in response.Results)
        {
            if (item.Error is { } problem && ErrorCatalog.TryParse(problem.Code, out var code))
            {
                metrics.Failed(code);
            }
        }
    }
}
