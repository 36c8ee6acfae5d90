using Sentiment.Contracts.Feedback;
using Sentiment.Gateway.Documentation;
using Sentiment.Hosting.Configuration;
using Sentiment.Hosting.Keys;

namespace Sentiment.Gateway.Feedback;

internal static class FeedbackExtensions
{
    public static void AddFeedback(this IServiceCollection services)
    {
        services.AddSentimentOptions<FeedbackOptions, FeedbackValidator>(FeedbackOptions.Section);
        services.AddSingleton<PredictionIds>();
        services.AddSingleton<GivenFeedback>();
        services.AddSingleton<FeedbackMetrics>();
        services.AddSingleton<FeedbackEndpoint>();
    }

    public static void MapFeedback(this IEndpointRouteBuilder endpoints)
    {
        // Made now and not by the first request: every series exists from the first scrape.
        endpoints.ServiceProvider.GetRequiredService<FeedbackMetrics>();
        endpoints.MapPost(FeedbackEndpoint.Path, static (HttpContext context, FeedbackEndpoint endpoint) => endpoint.HandleAsync(context))
            .WithMetadata(new RequiredScope(Scope.Feedback))
            .Describe<FeedbackBody, FeedbackResponse>(static () => Operations.GiveFeedback);
    }
}
