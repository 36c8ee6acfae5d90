using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Sentiment.Hosting.Health;

/// <summary>Tells others when a check's result changes. Once a change, without a second try: who must not miss one watches the metrics.</summary>
internal sealed partial class HealthWebhooks(IOptions<HealthOptions> options, ServiceIdentity service, TimeProvider time, ILogger<HealthWebhooks> logger)
    : IHealthCheckPublisher, IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter() },
    };

    private readonly HttpClient _client = new(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { Timeout = Limit };

    // As it was at the last look. Before the first, all was well: a service that is not when it starts is news.
    private Dictionary<string, HealthStatus> _last = new(StringComparer.Ordinal);

    public async Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        var last = _last;
        _last = report.Entries.ToDictionary(static entry => entry.Key, static entry => entry.Value.Status, StringComparer.Ordinal);
        foreach (var (name, entry) in report.Entries)
        {
            var before = last.GetValueOrDefault(name, HealthStatus.Healthy);
            if (before != entry.Status)
            {
                HealthChanged(logger, name, before, entry.Status, entry.Description);
                await TellAsync(new HealthChange(service.Name, Environment.MachineName, time.GetUtcNow(), name, before, entry.Status, entry.Description), cancellationToken);
            }
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task TellAsync(HealthChange change, CancellationToken cancellationToken)
    {
        foreach (var hook in options.Value.Webhooks)
        {
            try
            {
                using var response = await _client.PostAsJsonAsync(hook, change, Format, cancellationToken);
                if (!response.IsSuccessStatusCode)
                {
                    HookFailed(logger, hook.Host, $"it answered {(int)response.StatusCode}");
                }
            }
            catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
            {
                HookFailed(logger, hook.Host, failure.Message);
            }
        }
    }

    [LoggerMessage(160, LogLevel.Warning, "The health of {Check} was {Before} and is {After}: {Description}")]
    private static partial void HealthChanged(ILogger logger, string check, HealthStatus before, HealthStatus after, string? description);

    // The host alone: the rest of the address may be a secret.
    [LoggerMessage(161, LogLevel.Warning, "The webhook at {Host} was not told: {Reason}")]
    private static partial void HookFailed(ILogger logger, string host, string reason);

    private sealed record HealthChange(string Service, string Instance, DateTimeOffset At, string Check, HealthStatus Before, HealthStatus After, string? Description);
}
