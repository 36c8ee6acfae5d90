using Microsoft.AspNetCore.Http.Features;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Parsing;
using Sentiment.Contracts.Predictions;
using Sentiment.Gateway.Caching;
using Sentiment.Gateway.Experiments;
using Sentiment.Gateway.Feedback;
using Sentiment.Gateway.RateLimiting;
using Sentiment.Gateway.Telemetry;
using Sentiment.Hosting.Errors;
using Sentiment.Hosting.Keys;
using Sentiment.Hosting.Requests;

namespace Sentiment.Gateway.Predictions;

/// <summary><c>POST /api/v1/predict</c>: one text.</summary>
internal sealed class PredictEndpoint(ArmSelector arms, CachedPool pool, PredictionIds ids, PredictionMetrics metrics)
{
    public async Task HandleAsync(HttpContext context)
    {
        var outcome = await PredictAsync(context);
        await (outcome.Succeeded(out var prediction, out var error)
            ? JsonAnswer.WriteAsync(context, prediction, ContractsJson.Default.Prediction)
            : ProblemResponse.WriteAsync(context, error));
    }

    private async Task<Outcome<Prediction>> PredictAsync(HttpContext context)
    {
        // 4 parse, validate
        if (!(await RequestBody.ParseAsync(context, Limits.PredictBodyBytes, RequestParser.ParsePredict)).Succeeded(out var predict, out var error))
        {
            return error;
        }

        // 5 arm
        if (!arms.Select(context, predict.Options.Backend).Succeeded(out var assignment, out error))
        {
            return error;
        }

        ServedBy.Assigned(context, assignment.Arm);

        // 6 cache, 7 dispatch
        var request = context.RequestContext();
        var question = new Question(
            assignment, [predict.Text], IsBatch: false, predict.Options.Truncation, CacheUses.Of(context.Request.Headers),
            context.Features.GetRequiredFeature<Client>(), request);
        if (!(await pool.AskAsync(question)).Succeeded(out var answers, out error))
        {
            return error;
        }

        ServedBy.Served(context, answers);
        context.Charge().Tokens(answers.TokensRead);
        var answer = answers.Items[0];
        metrics.Predicted(answer);
        metrics.Answered(answers, request.Deadline.Elapsed);
        return ServedBy.Sign(answer, assignment, ids.For(question.Client)(answer));
    }
}
