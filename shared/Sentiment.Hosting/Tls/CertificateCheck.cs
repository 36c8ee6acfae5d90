using Microsoft.Extensions.Hosting;
using Sentiment.Hosting.Secrets;

namespace Sentiment.Hosting.Tls;

/// <summary>What is wrong with a configured certificate, for validators.</summary>
public sealed class CertificateCheck(TimeProvider time, IHostApplicationLifetime lifetime, SecretFiles files)
{
    /// <returns>Sentences for people; nothing of a file's content is in them.</returns>
    public IReadOnlyList<string> ProblemsOf(CertificateOptions options)
    {
        if (string.IsNullOrEmpty(options.Certificate) && !(string.IsNullOrEmpty(options.Key) && string.IsNullOrEmpty(options.Password)))
        {
            return ["Key or Password is set, and Certificate is not; set it to the file of the certificate that they belong to."];
        }

        // Later, who follows the files says what is wrong with them: a key must be revocable while a certificate is broken. And before there are
        // secrets nobody knows: the server, which is made then, asks too early, and the check of the whole asks again.
        return !files.AreToCome
            && !lifetime.ApplicationStarted.IsCancellationRequested
            && CertificateReader.Read(CertificateFiles.Read(options, files), options.Password, time.GetUtcNow()).Problem is { } problem
                ? [problem]
                : [];
    }
}
