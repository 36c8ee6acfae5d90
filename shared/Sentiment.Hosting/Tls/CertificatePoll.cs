using Microsoft.Extensions.Hosting;

namespace Sentiment.Hosting.Tls;

/// <summary>Polls the files of all certificates, for the reasons of the configuration's poll. Ends at once where there are none.</summary>
internal sealed class CertificatePoll(IEnumerable<WatchedCertificate> certificates, TimeProvider time) : BackgroundService
{
    /// <summary>A change is in use after one of these, a bad one is reported after two.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly WatchedCertificate[] _certificates = [.. certificates.Where(static certificate => certificate.Current is not null)];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_certificates.Length == 0)
        {
            return;
        }

        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Array.ForEach(_certificates, static certificate => certificate.Poll());
        }
    }
}
