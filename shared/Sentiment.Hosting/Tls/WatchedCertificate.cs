using Microsoft.Extensions.Logging;
using Sentiment.Hosting.Secrets;

namespace Sentiment.Hosting.Tls;

/// <summary>A certificate whose files are followed while the service runs. What is in use is never anything that was found bad.</summary>
public sealed class WatchedCertificate
{
    private readonly string _name;
    private readonly CertificateOptions _options;
    private readonly SecretFiles _sources;
    private readonly CertificateMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<WatchedCertificate> _logger;
    private CertificateBundle? _current;
    private CertificateFiles _files;
    private CertificateFiles? _suspected;
    private CertificateFiles? _refused;

    internal WatchedCertificate(
        string name, CertificateOptions? options, SecretFiles sources, CertificateMetrics metrics, TimeProvider time, ILogger<WatchedCertificate> logger)
    {
        (_name, _options, _sources, _metrics, _time, _logger) = (name, options ?? new CertificateOptions(), sources, metrics, time, logger);
        _files = CertificateFiles.Read(_options, _sources);
        if (_files.IsEmpty)
        {
            return;
        }

        // The check of the configuration has read the same files a moment ago.
        var (bundle, problem) = CertificateReader.Read(_files, _options.Password, time.GetUtcNow());
        _current = bundle ?? throw new InvalidDataException(problem);
        metrics.Declare(name, bundle);
        LogUse(bundle);
    }

    /// <summary>Whose it is.</summary>
    public string Name => _name;

    /// <summary>The last good one; null when none is configured. For each connection anew: it may be replaced at any time.</summary>
    public CertificateBundle? Current => Volatile.Read(ref _current);

    /// <summary>Compares the files with what is in use. Not to be called by two threads at once.</summary>
    internal void Poll()
    {
        var found = CertificateFiles.Read(_options, _sources);
        if (found.IsSameAs(_files))
        {
            Forget();
        }
        else if (!found.IsSameAs(_refused))
        {
            Consider(found);
        }
    }

    private void Consider(CertificateFiles found)
    {
        var (bundle, problem) = CertificateReader.Read(found, _options.Password, _time.GetUtcNow());
        if (bundle is not null)
        {
            Volatile.Write(ref _current, bundle);
            (_files, _suspected, _refused) = (found, null, null);
            _metrics.Applied(_name, bundle);
            LogUse(bundle);
        }
        else if (found.IsSameAs(_suspected))
        {
            // Seen a second time: not between the two steps in which certificate and key are replaced.
            TlsLog.Refused(_logger, _name, problem!);
            _metrics.Refused(_name);
            _refused = found;
        }
        else
        {
            _suspected = found;
        }
    }

    private void Forget()
    {
        if (_refused is not null)
        {
            _metrics.Restored(_name);
            TlsLog.Restored(_logger, _name);
        }

        (_suspected, _refused) = (null, null);
    }

    private void LogUse(CertificateBundle bundle)
    {
        if (bundle.Own is { } own)
        {
            TlsLog.InUse(_logger, _name, own.Subject, new DateTimeOffset(own.NotAfter).ToUniversalTime());
        }
    }
}
