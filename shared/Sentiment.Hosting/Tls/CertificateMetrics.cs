using Prometheus;

namespace Sentiment.Hosting.Tls;

/// <summary>How long certificates last, and what became of files that were replaced.</summary>
internal sealed class CertificateMetrics(IMetricFactory metrics)
{
    private readonly Gauge _expiry = metrics.CreateGauge(
        "ml_certificate_expiry_timestamp_seconds", "When the certificate in use ends, in Unix time.", ["certificate"]);

    private readonly Counter _reloads = metrics.CreateCounter(
        "ml_certificate_reloads_total", "Changes of a certificate's files, by what became of them.", ["certificate", "result"]);

    private readonly Gauge _current = metrics.CreateGauge(
        "ml_certificate_current", "1 when the certificate's files are in use; 0 while they hold something that was refused.", ["certificate"]);

    public void Declare(string name, CertificateBundle bundle)
    {
        _reloads.WithLabels(name, "applied");
        _reloads.WithLabels(name, "refused");
        InUse(name, bundle);
    }

    public void Applied(string name, CertificateBundle bundle)
    {
        _reloads.WithLabels(name, "applied").Inc();
        InUse(name, bundle);
    }

    public void Refused(string name)
    {
        _reloads.WithLabels(name, "refused").Inc();
        _current.WithLabels(name).Set(0);
    }

    public void Restored(string name) => _current.WithLabels(name).Set(1);

    private void InUse(string name, CertificateBundle bundle)
    {
        _current.WithLabels(name).Set(1);
        if (bundle.Own is { } own)
        {
            _expiry.WithLabels(name).Set(new DateTimeOffset(own.NotAfter).ToUnixTimeSeconds());
        }
    }
}
