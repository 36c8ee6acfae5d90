using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sentiment.Benchmarks.Baselines;

/// <summary>The HTTP side of our baselines: the slim builder, no logging, the pool's paths and answers of the pool's shape.</summary>
internal static class BaselineHost
{
    /// <param name="port">On loopback.</param>
    /// <param name="predict">A text to its logits.</param>
    public static WebApplication Create(int port, Func<string, CancellationToken, ValueTask<float[]>> predict)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders();
        builder.Services.ConfigureHttpJsonOptions(static options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, BaselineJson.Default));
        var app = builder.Build();
        app.MapGet("/health/ready", static () => Results.Text("ready"));
        app.MapPost("/api/v1/predict", async (HttpContext context) =>
        {
            var request = await context.Request.ReadFromJsonAsync(BaselineJson.Default.BaselineRequest, context.RequestAborted);
            if (request?.Text is not { Length: > 0 } text)
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return;
            }

            var answer = BaselineAnswer.Of(await predict(text, context.RequestAborted), text.Length);
            await context.Response.WriteAsJsonAsync(answer, BaselineJson.Default.BaselineAnswer, cancellationToken: context.RequestAborted);
        });
        StopWithParent(app);
        return app;
    }

    /// <summary>Ends a baseline's process with the benchmark's.</summary>
    public static void StopWithParent(WebApplication app) => new Thread(() =>
    {
        while (Console.In.Read() >= 0)
        {
            // What a parent writes means nothing; only the end does.
        }

        app.Lifetime.StopApplication();
    })
    { IsBackground = true, Name = "parent watch" }.Start();
}

internal sealed record BaselineRequest(string Text);

/// <summary>As much as a pool answers, so that neither side writes less.</summary>
internal sealed record BaselineAnswer(
    string Label,
    float Score,
    IReadOnlyDictionary<string, float> Scores,
    double InferenceTimeMs,
    string ModelName,
    string ModelVersion,
    string Backend,
    int TextLength,
    int Tokens,
    bool Truncated)
{
    private static readonly string[] Labels = ["NEGATIVE", "POSITIVE"];

    public static BaselineAnswer Of(float[] logits, int textLength)
    {
        var positive = 1 / (1 + MathF.Exp(logits[0] - logits[1]));
        var scores = new Dictionary<string, float>(2) { [Labels[0]] = 1 - positive, [Labels[1]] = positive };
        var label = Labels[positive > 0.5f ? 1 : 0];
        return new BaselineAnswer(label, scores[label], scores, 0, "baseline", "0.0.0", "onnx", textLength, 0, Truncated: false);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(BaselineRequest))]
[JsonSerializable(typeof(BaselineAnswer))]
internal sealed partial class BaselineJson : JsonSerializerContext;
