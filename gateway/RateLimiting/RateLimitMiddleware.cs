using Sentiment.Contracts.Errors;
using Sentiment.Hosting.Errors;
using Sentiment.Hosting.Keys;

namespace Sentiment.Gateway.RateLimiting;

/// <summary>Step 3: whether the caller may send a request now. Its texts are charged once they are known, its tokens with the answer.</summary>
internal sealed class RateLimitMiddleware(RequestDelegate next, RateLimiter limiter)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<Client>() is not { } client)
        {
            // Open to everybody: probes, metrics.
            return next(context);
        }

        var charge = limiter.Begin(client);
        context.Features.Set(charge);
        context.Response.OnStarting(SettleAsync, context);
        var charging = charge.RequestAsync(TextsOf(context.GetEndpoint()?.Metadata));
        return charging.IsCompletedSuccessfully ? GoOnAsync(context, charging.Result) : GoOnAsync(context, charging);
    }

    private async Task GoOnAsync(HttpContext context, ValueTask<ApiError?> charging) => await GoOnAsync(context, await charging);

    private Task GoOnAsync(HttpContext context, ApiError? refusal) =>
        refusal is null ? next(context) : ProblemResponse.WriteAsync(context, refusal);

    private static long TextsOf(EndpointMetadataCollection? endpoint) =>
        endpoint?.GetMetadata<CertainTexts>()?.Count ?? endpoint?.GetMetadata<MostTexts>()?.Count ?? 0;

    private static async Task SettleAsync(object state)
    {
        var context = (HttpContext)state;
        var charge = context.Charge();
        await charge.SettleAsync(context.Response.StatusCode);
        RateLimitHeaders.Write(context.Response.Headers, charge);
    }
}

/// <summary>On an endpoint: the texts that each of its requests has, known before the body is.</summary>
internal sealed record CertainTexts(long Count);

/// <summary>On an endpoint whose bodies nobody reads here: the most that each of its requests may have. How many there were is known with the answer.</summary>
internal sealed record MostTexts(long Count);
