using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Dashboard.Snapshots;
using Sentiment.Gateway.Dashboard.Traffic;
using Sentiment.Gateway.Pages;
using Sentiment.Hosting.Errors;
using Sentiment.Hosting.Keys;
using Sentiment.Hosting.Listening;
using Sentiment.Hosting.Logs;

namespace Sentiment.Gateway.Dashboard;

internal static class DashboardExtensions
{
    public const string Path = "/dashboard";

    private static readonly ApiError TooManyPages = new(ErrorCode.Overloaded, $"{DashboardFeed.MostPages} dashboards of this gateway are open, the most that may be. Close one, or wait.")
    {
        RetryAfter = TimeSpan.FromSeconds(5),
    };

    public static void AddDashboard(this IServiceCollection services)
    {
        services.AddSingleton<TrafficReader>();
        services.AddSingleton<TrafficHistory>();
        services.AddSingleton<ArmViews>();
        services.AddSingleton<SnapshotBuilder>();
        services.AddSingleton<DashboardFeed>();
        services.AddHostedService(static provider => provider.GetRequiredService<DashboardFeed>());
    }

    /// <summary>The page is for whoever reaches the management port; what it shows needs the key that <c>/health</c> needs.</summary>
    public static void MapDashboard(this IEndpointRouteBuilder endpoints)
    {
        var port = endpoints.MapGroup(string.Empty).AllowAnonymous().OnManagementPort().WithMetadata(new Unlogged());
        port.MapGroup(string.Empty).WithMetadata(new NoKeyNeeded()).MapPage(
            Path, Path, "dashboard.html", "dashboard.css", "dashboard.js", "stream.js", "sections.js", "sparkline.js");
        port.MapGet($"{Path}/events", static (HttpContext context, DashboardFeed feed) => feed.IsFull
            ? ProblemResponse.WriteAsync(context, TooManyPages)
            : TypedResults.ServerSentEvents(feed.WatchAsync(context.RequestAborted)).ExecuteAsync(context))
            .WithMetadata(new RequiredScope(Scope.Metrics));
    }
}
