namespace Sentiment.Hosting.Tls;

/// <summary>A certificate in files, and whose certificates the other side may show. The files may be replaced while the service runs.</summary>
public class CertificateOptions
{
    /// <summary>
    /// PEM file: the certificate first, then those that lead from it to its authority. Or a PKCS#12 (PFX) file with all of that and the key. Told apart
    /// by what is in the file.
    /// </summary>
    /// <value>None by default.</value>
    public string? Certificate { get; set; }

    /// <summary>PEM file of the certificate's private key.</summary>
    /// <value>None by default: the key is in the file of <see cref="Certificate"/>.</value>
    public string? Key { get; set; }

    /// <summary>Of the private key, or of the PKCS#12 file.</summary>
    /// <value>None by default: neither is encrypted.</value>
    public string? Password { get; set; }

    /// <summary>PEM file of the authorities that the other side's certificate must come from, intermediate ones included.</summary>
    /// <value>None by default: a server asks for no certificate, a client trusts the system's authorities.</value>
    public string? Authorities { get; set; }
}
