using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Sentiment.Gateway.Dispatch.Clusters;
using Sentiment.Hosting.Tls;
using SentimentConfiguration = Sentiment.Hosting.Configuration.ConfigurationExtensions;

namespace Sentiment.Gateway.Dispatch;

/// <summary>How the pools are called: <c>Sentiment:Dispatch</c>.</summary>
internal sealed class DispatchOptions
{
    public const string Section = "Dispatch";

    /// <summary>The gateway's own key at the pools, sent as <c>X-API-Key</c>. Clients' keys never go there.</summary>
    /// <value>None by default, which Development allows, and pools that ask for a certificate.</value>
    [RegularExpression("^[!-~]{16,256}$", ErrorMessage = "PoolKey must be 16 to 256 visible ASCII characters: it travels in a header.")]
    public string? PoolKey { get; set; }

    /// <summary>
    /// For <c>https://</c> destinations: the gateway's own certificate, shown to pools that ask for one, and whose certificates pools may have.
    /// <see cref="CertificateOptions.Authorities"/> is read at the start.
    /// </summary>
    /// <value>None by default: pools show certificates of authorities that the system trusts.</value>
    public CertificateOptions? Tls { get; set; }

    /// <summary>A replica that takes longer to accept a connection counts as gone.</summary>
    /// <value>The default is 1 second.</value>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:00:10")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often each replica is asked whether it is ready. Two failures in a row take it out, one success brings it back.</summary>
    /// <value>The default is 1 second, so that a restarted replica serves again within 3.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan ProbeInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>A probe that takes longer has failed. The same bound holds for <c>GET /api/v1/models</c> of a replica.</summary>
    /// <value>The default is 1 second.</value>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:00:10")]
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a replica is left out whose answers fail or are far slower than its peers'; twice as long each further time, up to a minute.</summary>
    /// <value>The default is 5 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan EjectionTime { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the names of destinations with <c>Resolve</c> are looked up.</summary>
    /// <value>The default is 5 seconds: how long new replicas wait for their first request.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan ResolveInterval { get; set; } = TimeSpan.FromSeconds(5);
}

[OptionsValidator]
internal sealed partial class DispatchAnnotationsValidator : IValidateOptions<DispatchOptions>;

/// <summary>The ranges, and that pools are never called without credentials outside Development.</summary>
/// <param name="environment">Decides whether credentials are needed.</param>
/// <param name="configuration">Asked for the addresses of replicas alone: what else is wrong with them is said there.</param>
/// <param name="certificates">Reads the files of the certificate.</param>
internal sealed class DispatchValidator(IHostEnvironment environment, IConfiguration configuration, CertificateCheck certificates) : IValidateOptions<DispatchOptions>
{
    private readonly DispatchAnnotationsValidator _annotations = new();

    public ValidateOptionsResult Validate(string? name, DispatchOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        result.AddResult(_annotations.Validate(name, options));
        if (options.Tls is { } tls)
        {
            foreach (var problem in certificates.ProblemsOf(tls))
            {
                result.AddError($"Tls: {problem}");
            }
        }

        if (options.PoolKey is null && !environment.IsDevelopment())
        {
            CheckCertificate(options, result);
        }

        return result.Build();
    }

    private void CheckCertificate(DispatchOptions options, ValidateOptionsResultBuilder result)
    {
        if (string.IsNullOrEmpty(options.Tls?.Certificate))
        {
            result.AddError($"PoolKey is not set, and the environment is {environment.EnvironmentName}: only in Development do pools answer without a key. Set Sentiment__Dispatch__PoolKey to a key that the pools know, or Sentiment__Dispatch__Tls__Certificate to a certificate that they trust.");
            return;
        }

        var replicas = configuration.GetSection($"{SentimentConfiguration.Root}:{ClustersOptions.Section}").GetChildren()
            .SelectMany(static cluster => cluster.GetSection(nameof(ClusterOptions.Destinations)).GetChildren());
        foreach (var replica in replicas.Where(static replica => replica[nameof(DestinationOptions.Address)]?.StartsWith("http:", StringComparison.OrdinalIgnoreCase) == true))
        {
            result.AddError($"PoolKey is not set, and {replica.Path} is an http:// address, where nobody asks for the certificate of Tls. Use https://, or set Sentiment__Dispatch__PoolKey to a key that the pool knows.");
        }
    }
}
