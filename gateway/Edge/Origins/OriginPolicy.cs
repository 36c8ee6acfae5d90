using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Sentiment.Gateway.Caching;
using Sentiment.Gateway.RateLimiting;
using Sentiment.Hosting.Configuration;
using Sentiment.Hosting.Listening;
using OurHeaders = Sentiment.Contracts.HeaderNames;

namespace Sentiment.Gateway.Edge.Origins;

/// <summary>
/// What a page of an allowed origin may send and read, by the origins that are in force now. Never with credentials in the browser's sense: keys are
/// sent by the page's own code, so no cookie and no client certificate speaks for a user who does not know.
/// </summary>
internal sealed class OriginPolicy : ICorsPolicyProvider
{
    // Spares browsers most of their questions; a page whose origin is taken out meanwhile cannot read answers all the same.
    private static readonly TimeSpan PreflightAge = TimeSpan.FromHours(1);

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Post];

    private static readonly string[] Sent =
    [
        OurHeaders.ApiKey,
        OurHeaders.Arm,
        OurHeaders.Backend,
        OurHeaders.CorrelationId,
        OurHeaders.RequestTimeoutMs,
        OurHeaders.StickyId,
        HeaderNames.Authorization,
        HeaderNames.CacheControl,
        HeaderNames.ContentType,
        HeaderNames.TraceParent,
    ];

    private static readonly string[] Read =
    [
        OurHeaders.Backend,
        OurHeaders.CorrelationId,
        OurHeaders.ExperimentArm,
        OurHeaders.ModelDigest,
        OurHeaders.ServedArm,
        OurHeaders.ServerTiming,
        CacheStatus.Header,
        RateLimitHeaders.Remaining,
        RateLimitHeaders.Policy,
        HeaderNames.RetryAfter,
    ];

    private readonly Lock _gate = new();
    private readonly LiveOptions<OriginsOptions> _options;
    private readonly int _managementPort;
    private volatile CorsPolicy? _policy;

    public OriginPolicy(LiveConfiguration configuration, LiveOptions<OriginsOptions> options, IOptions<ListeningOptions> listening)
    {
        (_options, _managementPort) = (options, listening.Value.ManagementPort);
        configuration.Changed += Follow;
        Follow();
    }

    /// <returns>Null where no page may call: without origins, and on the management port, which a browser beside it could reach.</returns>
    public Task<CorsPolicy?> GetPolicyAsync(HttpContext context, string? policyName) =>
        Task.FromResult(context.Connection.LocalPort == _managementPort ? null : _policy);

    private void Follow()
    {
        lock (_gate)
        {
            string[] origins = [.. _options.Current.Origins];
            _policy = origins.Length == 0
                ? null
                : new CorsPolicyBuilder(origins).WithMethods(Methods).WithHeaders(Sent).WithExposedHeaders(Read).SetPreflightMaxAge(PreflightAge).Build();
        }
    }
}
