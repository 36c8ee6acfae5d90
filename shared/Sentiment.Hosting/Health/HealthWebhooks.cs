using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Channels;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Sentiment.Hosting.Health;

/// <summary>
/// Tells others when a check's result changes, in the order of the changes. Once a change, without a second try: who must not miss one watches
/// the metrics.
/// </summary>
internal sealed partial class HealthWebhooks(IOptions<HealthOptions> options, ServiceIdentity service, TimeProvider time, ILogger<HealthWebhooks> logger)
    : BackgroundService, IHealthCheckPublisher
{
    private const int MostWaiting = 1_000;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter() },
    };

    private readonly HttpClient _client = new(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { Timeout = Limit };

    // Apart from the looks: one does not wait for the telling of another.
    private readonly Channel<HealthChange> _changes = Channel.CreateBounded<HealthChange>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });

    // As it was at the last look. Before the first, all was well: a service that is not when it starts is news.
    private Dictionary<string, HealthStatus> _last = new(StringComparer.Ordinal);

    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        var last = _last;
        _last = report.Entries.ToDictionary(static entry => entry.Key, static entry => entry.Value.Status, StringComparer.Ordinal);
        foreach (var (name, entry) in report.Entries)
        {
            var before = last.GetValueOrDefault(name, HealthStatus.Healthy);
            if (before != entry.Status)
            {
                HealthChanged(logger, name, before, entry.Status, entry.Description);
                _changes.Writer.TryWrite(new HealthChange(service.Name, Environment.MachineName, time.GetUtcNow(), name, before, entry.Status, entry.Description));
            }
        }

        return Task.CompletedTask;
    }

    public override void Dispose()
    {
        _client.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var change in _changes.Reader.ReadAllAsync(stoppingToken))
        {
            await Task.WhenAll(options.Value.Webhooks.Select(hook => TellAsync(hook, change, stoppingToken)));
        }
    }

    private async Task TellAsync(Uri hook, HealthChange change, CancellationToken stopping)
    {
        try
        {
            using var response = await _client.PostAsJsonAsync(hook, change, Format, stopping);
            if (!response.IsSuccessStatusCode)
            {
                HookRefused(logger, hook.Host, (int)response.StatusCode);
            }
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            HookFailed(logger, hook.Host, failure.GetType().Name);
        }
    }

    [LoggerMessage(160, LogLevel.Warning, "The health of {Check} was {Before} and is {After}: {Description}")]
    private static partial void HealthChanged(ILogger logger, string check, HealthStatus before, HealthStatus after, string? description);

    // The host alone: the rest of the address may be a secret.
    [LoggerMessage(161, LogLevel.Warning, "The webhook at {Host} was told, and answered {Status}")]
    private static partial void HookRefused(ILogger logger, string host, int status);

    [LoggerMessage(162, LogLevel.Warning, "The webhook at {Host} was not told: {Failure}")]
    private static partial void HookFailed(ILogger logger, string host, string failure);

    private sealed record HealthChange(string Service, string Instance, DateTimeOffset At, string Check, HealthStatus Before, HealthStatus After, string? Description);
}
