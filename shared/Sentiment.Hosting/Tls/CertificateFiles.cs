using Sentiment.Hosting.Configuration;
using Sentiment.Hosting.Secrets;

namespace Sentiment.Hosting.Tls;

/// <summary>What the files of a certificate held when they were read.</summary>
internal sealed record CertificateFiles(FileContent? Certificate, FileContent? Key, FileContent? Authorities)
{
    public bool IsEmpty => Certificate is null && Authorities is null;

    /// <summary>Why one of them could not be read; null when all could.</summary>
    public string? Unreadable => Certificate?.Unreadable ?? Key?.Unreadable ?? Authorities?.Unreadable;

    public static CertificateFiles Read(CertificateOptions options, SecretFiles files) =>
        new(Read(options.Certificate, files), Read(options.Key, files), Read(options.Authorities, files));

    public bool IsSameAs(CertificateFiles? other) =>
        other is not null && IsSame(Certificate, other.Certificate) && IsSame(Key, other.Key) && IsSame(Authorities, other.Authorities);

    private static FileContent? Read(string? path, SecretFiles files) => string.IsNullOrEmpty(path) ? null : files.Read(path);

    // Which of them there are does not change.
    private static bool IsSame(FileContent? one, FileContent? other) => one is null || one.IsSameAs(other!);
}
