using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Sentiment.Hosting.Configuration;

namespace Sentiment.Hosting.Tls;

/// <summary>Makes a certificate of its files, or says why there is none in them.</summary>
internal static class CertificateReader
{
    private static ReadOnlySpan<byte> PemMark => "-----BEGIN "u8;

    public static (CertificateBundle? Bundle, string? Problem) Read(CertificateFiles files, string? password, DateTimeOffset now)
    {
        if (files.Unreadable is { } unreadable)
        {
            return (null, unreadable);
        }

        var (authorities, problem) = Try(files.Authorities, ReadAuthorities);
        var (own, ownProblem) = Try(files.Certificate, certificate => ReadOwn(certificate, files.Key, password, now));
        return (problem ?? ownProblem) is { } any
            ? (null, any)
            : (new CertificateBundle(own?.Leaf, own?.Chain ?? [], authorities), null);
    }

    private static (T? Value, string? Problem) Try<T>(FileContent? file, Func<FileContent, T> read)
        where T : class
    {
        if (file is null)
        {
            return (null, null);
        }

        try
        {
            return (read(file), null);
        }
        catch (Exception broken)
        {
            // Whatever is in a file, and whatever the system's library makes of it, must not end a service that runs well.
            return (null, file.ProblemOf(broken.Message));
        }
    }

    private static X509Certificate2Collection ReadAuthorities(FileContent file)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPem(TextOf(file));
        return authorities.Count > 0 ? authorities : throw new CryptographicException("there is no certificate in it, in PEM.");
    }

    private static Identity ReadOwn(FileContent certificate, FileContent? key, string? password, DateTimeOffset now)
    {
        var own = certificate.Bytes.IndexOf(PemMark) < 0 ? ReadPkcs12(certificate, password) : ReadPem(certificate, key ?? certificate, password);
        var end = new DateTimeOffset(own.Leaf.NotAfter);
        return end > now ? own : throw new CryptographicException($"the certificate has ended, at {end.UtcDateTime:u}: nobody would accept it.");
    }

    private static Identity ReadPem(FileContent certificate, FileContent key, string? password)
    {
        var (text, secret) = (TextOf(certificate), TextOf(key));
        var leaf = string.IsNullOrEmpty(password)
            ? X509Certificate2.CreateFromPem(text, secret)
            : X509Certificate2.CreateFromEncryptedPem(text, secret, password);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(text);
        chain.RemoveAt(0);

        // Windows opens connections only with a key that has been in one of its containers.
        return new Identity(OperatingSystem.IsWindows() ? X509CertificateLoader.LoadPkcs12(leaf.Export(X509ContentType.Pkcs12), password: null) : leaf, chain);
    }

    private static Identity ReadPkcs12(FileContent file, string? password)
    {
        var all = X509CertificateLoader.LoadPkcs12Collection(file.Bytes, password);
        var leaf = all.FirstOrDefault(static certificate => certificate.HasPrivateKey)
            ?? throw new CryptographicException("there is no private key in it.");
        all.Remove(leaf);
        return new Identity(leaf, all);
    }

    private static string TextOf(FileContent file) => Encoding.ASCII.GetString(file.Bytes);

    private sealed record Identity(X509Certificate2 Leaf, X509Certificate2Collection Chain);
}
