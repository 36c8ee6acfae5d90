using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Sentiment.Hosting.Health;

/// <summary>
/// Tells others of changes, in their order. Once a change, without a second try: who must not miss one watches the metrics.
/// </summary>
internal sealed class HealthWebhooks : BackgroundService
{
    private const int MostWaiting = 1_000;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly HttpClient _client = new(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { Timeout = Limit };

    // Whoever notices a change does not wait for its telling.
    private readonly Channel<StateChange> _changes = Channel.CreateBounded<StateChange>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });

    private readonly HealthOptions _options;
    private readonly ServiceIdentity _service;
    private readonly ILogger<HealthWebhooks> _logger;

    public HealthWebhooks(StateChanges changes, IOptions<HealthOptions> options, ServiceIdentity service, ILogger<HealthWebhooks> logger)
    {
        (_options, _service, _logger) = (options.Value, service, logger);
        changes.Added += change => _changes.Writer.TryWrite(change);
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
            var news = new News(_service.Name, Environment.MachineName, change.At, change.Subject, change.Before, change.After, change.Description);
            await Task.WhenAll(_options.Webhooks.Select(hook => TellAsync(hook, news, stoppingToken)));
        }
    }

    private async Task TellAsync(Uri hook, News news, CancellationToken stopping)
    {
        try
        {
            using var response = await _client.PostAsJsonAsync(hook, news, Format, stopping);
            if (!response.IsSuccessStatusCode)
            {
                HealthLog.HookRefused(_logger, hook.Host, (int)response.StatusCode);
            }
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            HealthLog.HookFailed(_logger, hook.Host, failure.GetType().Name);
        }
    }

    private sealed record News(string Service, string Instance, DateTimeOffset At, string Subject, string Before, string After, string? Description);
}
