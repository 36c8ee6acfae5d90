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
        var charging = charge.RequestAsync(context.GetEndpoint()?.Metadata.GetMetadata<TextsCharged>() ?? TextsCharged.None);
        return charging.IsCompletedSuccessfully ? GoOnAsync(context, charging.Result) : GoOnAsync(context, charging);
    }

    private async Task GoOnAsync(HttpContext context, ValueTask<ApiError?> charging) => await GoOnAsync(context, await charging);

    private Task GoOnAsync(HttpContext context, ApiError? refusal) =>
        refusal is null ? next(context) : ProblemResponse.WriteAsync(context, refusal);

    private static async Task SettleAsync(object state)
    {
        var context = (HttpContext)state;
        var charge = context.Charge();
        await charge.SettleAsync(context.Response.StatusCode);
        RateLimitHeaders.Write(context.Response.Headers, charge);
    }
}

/// <summary>On an endpoint: the texts that each of its requests is charged before its body is known.</summary>
/// <param name="Count">Texts.</param>
/// <param name="IsUntilAnswered">Whether these are the most that there may be, and how many there were is known with the answer alone.</param>
internal sealed record TextsCharged(long Count, bool IsUntilAnswered = false)
{
    public static readonly TextsCharged None = new(0);
}
