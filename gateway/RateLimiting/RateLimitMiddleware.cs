using Sentiment.Gateway.Auth;
using Sentiment.Hosting.Errors;

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
        context.Response.OnStarting(Settle, context);
        return charge.Request() is { } refusal ? ProblemResponse.WriteAsync(context, refusal) : next(context);
    }

    private static Task Settle(object state)
    {
        var context = (HttpContext)state;
        var charge = context.Charge();
        charge.Settle(context.Response.StatusCode);
        RateLimitHeaders.Write(context.Response.Headers, charge.Usage);
        return Task.CompletedTask;
    }
}
