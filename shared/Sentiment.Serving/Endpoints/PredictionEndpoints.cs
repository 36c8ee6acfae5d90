using Microsoft.AspNetCore.Http;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Models;
using Sentiment.Contracts.Parsing;
using Sentiment.Contracts.Predictions;
using Sentiment.Hosting.Errors;
using Sentiment.Hosting.Logs;
using Sentiment.Hosting.Requests;
using Sentiment.Serving.Backends;
using Sentiment.Serving.Responses;
using Sentiment.Serving.Startup;

namespace Sentiment.Serving.Endpoints;

/// <summary>HTTP on one side, the pipeline on the other.</summary>
internal sealed class PredictionEndpoints(ServingPipeline pipeline, ModelState state, IModelBackend backend)
{
    public async Task PredictAsync(HttpContext context)
    {
        var served = await ServeAsync(context, Limits.PredictBodyBytes, ParsePredict);
        if (served.Succeeded(out var results, out var refusal) && results[0].Succeeded(out var prediction, out refusal))
        {
            Describe(context, results);
            await JsonAnswer.WriteAsync(context, prediction, ContractsJson.Default.Prediction);
            return;
        }

        await ProblemResponse.WriteAsync(context, refusal!);
    }

    public async Task PredictBatchAsync(HttpContext context)
    {
        var served = await ServeAsync(context, Limits.BatchBodyBytes, ParseBatch);
        if (served.Succeeded(out var results, out var refusal))
        {
            Describe(context, results);
            var answer = ResponseFactory.Batch(results, context.RequestContext().CorrelationId);
            await JsonAnswer.WriteAsync(context, answer, ContractsJson.Default.BatchResponse);
            return;
        }

        await ProblemResponse.WriteAsync(context, refusal);
    }

    public Task ListModelsAsync(HttpContext context)
    {
        var status = new ModelStatus { State = state.Word, Backend = backend.Name, Model = state.Ready?.Details };
        return JsonAnswer.WriteAsync(context, new ModelsResponse([status]), ContractsJson.Default.ModelsResponse);
    }

    private void Describe(HttpContext context, Outcome<Prediction>[] results)
    {
        context.Features.Set(RequestFacts.Of(results.Select(static result => result.Value), backend.Name));
        if (context.Request.Headers.ContainsKey(HeaderNames.Usage))
        {
            // In the head: whoever asks does not read the body.
            var predicted = results.Select(static result => result.Value).OfType<Prediction>().ToArray();
            context.Response.Headers[HeaderNames.Usage] = new PoolUsage(predicted.Length, predicted.Sum(static prediction => prediction.Tokens)).ToString();
        }
    }

    private static Outcome<ServingRequest> ParsePredict(ReadOnlySpan<byte> utf8) =>
        RequestParser.ParsePredict(utf8).Succeeded(out var request, out var error) ? ServingRequest.Of(request) : error;

    private static Outcome<ServingRequest> ParseBatch(ReadOnlySpan<byte> utf8) =>
        RequestParser.ParseBatch(utf8).Succeeded(out var request, out var error) ? ServingRequest.Of(request) : error;

    // No more than the limit is ever in memory: a longer body is a client's mistake (E4013), not a reason to call the pool full.
    private Task<Outcome<Outcome<Prediction>[]>> ServeAsync(HttpContext context, int limit, BodyParser<ServingRequest> parse) =>
        pipeline.ServeAsync(Math.Min(context.Request.ContentLength ?? limit, limit), () => ReadAsync(context, limit, parse), context.RequestContext());

    private async Task<Outcome<ServingRequest>> ReadAsync(HttpContext context, int limit, BodyParser<ServingRequest> parse)
    {
        if (!(await RequestBody.ParseAsync(context, limit, parse)).Succeeded(out var request, out var error))
        {
            return error;
        }

        return BackendChoice.Check(context.Request, request.Options.Backend, backend.Name) is { } refusal ? refusal : request;
    }
}
