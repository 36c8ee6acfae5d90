using Prometheus;
using Sentiment.Hosting.Secrets.Api;

namespace Sentiment.Hosting.Secrets;

/// <summary>Only where a Vault is configured: without one there is none that could be down, and an alert on 0 must not find it.</summary>
internal sealed class VaultMetrics
{
    private readonly Counter _requests;
    private readonly Gauge _up;
    private readonly Gauge _read;

    public VaultMetrics(IMetricFactory metrics)
    {
        _requests = metrics.CreateCounter("ml_vault_requests_total", "Calls to Vault, by what for and what came of them.", ["operation", "result"]);
        foreach (var operation in VaultCall.Operations)
        {
            _requests.WithLabels(operation, NameOf(fault: null));
            foreach (var fault in Enum.GetValues<VaultFault>().Except([VaultFault.Malformed]))
            {
                _requests.WithLabels(operation, NameOf(fault));
            }
        }

        _up = metrics.CreateGauge("ml_vault_up", "1 while all that is configured can be read from Vault; 0 while what was read last is in force.");
        _read = metrics.CreateGauge("ml_vault_last_read_timestamp_seconds", "When all of it was read last, in Unix time.");
    }

    public void Called(string operation, VaultFault? fault) => _requests.WithLabels(operation, NameOf(fault)).Inc();

    public void Read(DateTimeOffset now)
    {
        _up.Set(1);
        _read.Set(now.ToUnixTimeMilliseconds() / 1_000.0);
    }

    public void Lost() => _up.Set(0);

    private static string NameOf(VaultFault? fault) => fault is { } known ? known.ToString().ToLowerInvariant() : "ok";
}
