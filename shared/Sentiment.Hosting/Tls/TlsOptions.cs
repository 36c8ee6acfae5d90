using Microsoft.Extensions.Options;

namespace Sentiment.Hosting.Tls;

/// <summary>The public port's certificate, and whether callers need one: <c>Sentiment:Tls</c>. Without one it speaks plain HTTP/1.1.</summary>
public sealed class TlsOptions : CertificateOptions
{
    public const string Section = "Tls";

    /// <summary>With authorities: whether every connection must show a certificate of theirs; else one without it gets as far as its key does.</summary>
    /// <value>The default is true.</value>
    public bool RequireCertificate { get; set; } = true;
}

internal sealed class TlsOptionsValidator(CertificateCheck certificates) : IValidateOptions<TlsOptions>
{
    public ValidateOptionsResult Validate(string? name, TlsOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        foreach (var problem in certificates.ProblemsOf(options))
        {
            result.AddError(problem);
        }

        if (string.IsNullOrEmpty(options.Certificate) && !string.IsNullOrEmpty(options.Authorities))
        {
            result.AddError("Authorities is set, and Certificate is not: callers can be asked for certificates only where this side has one.");
        }

        return result.Build();
    }
}
