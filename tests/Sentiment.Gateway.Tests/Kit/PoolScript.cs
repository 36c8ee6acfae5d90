using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Models;
using Sentiment.Contracts.Predictions;

namespace Sentiment.Gateway.Tests.Kit;

/// <summary>What a pool may do with a call.</summary>
internal static class PoolScript
{
    /// <summary>Key of the request's items that holds the body, which was read already.</summary>
    public const string Body = "body";

    /// <summary>Key of the request's items that holds what the pool says that it serves.</summary>
    public const string Serving = "serving";

    /// <summary>In a text: the pool finds no token in it.</summary>
    public const string NoTokens = "no tokens";

    public static readonly string Digest = new('a', 64);

    /// <summary>A good pool: texts with "love" are positive.</summary>
    public static Task Good(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers[HeaderNames.ModelDigest] = (string)context.Items[Serving]!;
        headers[HeaderNames.Backend] = Backends.Onnx;
        if (context.Request.Method == HttpMethods.Post)
        {
            headers[HeaderNames.ServerTiming] = "queue;dur=0.1, infer;dur=1.25";
        }

        headers[HeaderNames.QueuedTokens] = "0";
        headers[HeaderNames.CorrelationId] = context.Request.Headers[HeaderNames.CorrelationId];
        return context.Request.Path.Value switch
        {
            "/api/v1/predict" => PredictAsync(context),
            "/api/v1/predict/batch" => BatchAsync(context),
            "/api/v1/models" => Json(200, JsonSerializer.Serialize(Models, ContractsJson.Default.ModelsResponse))(context),
            _ => Problem(ErrorCode.NotFound)(context),
        };
    }

    public static RequestDelegate Json(int status, string body, string type = "application/json") => context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        return context.Response.WriteAsync(body);
    };

    public static RequestDelegate Problem(ErrorCode code, int? retryAfter = null) => context =>
    {
        if (retryAfter is not null)
        {
            context.Response.Headers.RetryAfter = $"{retryAfter}";
        }

        var problem = new ApiError(code, "The pool's own words.").ToProblem("the-pool-made-this-up");
        return Json(problem.Status, JsonSerializer.Serialize(problem, ContractsJson.Default.Problem), Contracts.Errors.Problem.MediaType)(context);
    };

    /// <summary>Takes the call and says nothing, until the caller gives up.</summary>
    public static async Task Hang(HttpContext context) => await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);

    /// <summary>Breaks the connection.</summary>
    public static Task Reset(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    /// <summary>Breaks the connection in the middle of an answer.</summary>
    public static async Task ResetHalfway(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = 1_000;
        await context.Response.WriteAsync("{\"label\":");
        await context.Response.Body.FlushAsync();
        context.Abort();
    }

    public static Prediction Predict(string text) => new()
    {
        Label = text.Contains("love", StringComparison.Ordinal) ? "POSITIVE" : "NEGATIVE",
        Score = 0.9f,
        Scores = new Dictionary<string, float>(StringComparer.Ordinal)
        {
            ["POSITIVE"] = text.Contains("love", StringComparison.Ordinal) ? 0.9f : 0.1f,
            ["NEGATIVE"] = text.Contains("love", StringComparison.Ordinal) ? 0.1f : 0.9f,
        },
        InferenceTimeMs = 1.25,
        ModelName = "sentiment-base",
        ModelVersion = "0.1.0",
        Backend = Backends.Onnx,
        TextLength = text.EnumerateRunes().Count(),
        Tokens = 5,
        Truncated = false,
    };

    private static ModelsResponse Models { get; } = new(
    [
        new ModelStatus
        {
            State = "ready",
            Backend = Backends.Onnx,
            Model = new ModelDetails
            {
                Name = "sentiment-base",
                Version = "0.1.0",
                Precision = "int8",
                Labels = ["NEGATIVE", "POSITIVE"],
                MaximumTokens = 256,
                ServingDigest = Digest,
                Hardware = "cpu",
                Parity = new ParityReport(8, 0.0001f, 0.001f),
            },
        },
    ]);

    private static async Task PredictAsync(HttpContext context)
    {
        SayUsage(context, TextOf(context));
        var answer = TextOf(context) switch
        {
            null => Problem(ErrorCode.MalformedRequest),
            NoTokens => Problem(ErrorCode.TextEmpty),
            var text => Json(200, JsonSerializer.Serialize(Predict(text), ContractsJson.Default.Prediction)),
        };
        await answer(context);
    }

    // As a pool does, for whoever asks.
    private static void SayUsage(HttpContext context, params string?[] texts)
    {
        var predicted = texts.Where(static text => text is not null and not NoTokens).ToArray();
        if (context.Request.Headers.ContainsKey(HeaderNames.Usage))
        {
            context.Response.Headers[HeaderNames.Usage] = new PoolUsage(predicted.Length, predicted.Sum(static text => Predict(text!).Tokens)).ToString();
        }
    }

    // Calls that are passed through have whatever body the client sent.
    private static string? TextOf(HttpContext context)
    {
        try
        {
            using var body = JsonDocument.Parse((string)context.Items[Body]!);
            return body.RootElement.GetProperty("text").GetString();
        }
        catch (Exception malformed) when (malformed is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static async Task BatchAsync(HttpContext context)
    {
        using var body = JsonDocument.Parse((string)context.Items[Body]!);
        SayUsage(context, [.. body.RootElement.GetProperty("texts").EnumerateArray().Select(static text => text.GetString())]);
        var results = body.RootElement.GetProperty("texts").EnumerateArray().Select(static (text, index) => text.GetString() == NoTokens
            ? new BatchItem(index, null, new ApiError(ErrorCode.TextEmpty, $"texts[{index}] has no token.") { Field = $"texts[{index}]" }.ToProblem("x"))
            : new BatchItem(index, Predict(text.GetString()!), null));
        await Json(200, JsonSerializer.Serialize(new BatchResponse([.. results]), ContractsJson.Default.BatchResponse))(context);
    }
}
