using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Sentiment.Hosting.Listening;

/// <summary>Where a service listens: <c>Sentiment:Listen</c>.</summary>
public sealed class ListeningOptions
{
    public const string Section = "Listen";

    private const string Loopback = "127.0.0.1";

    /// <summary>IP address of the public port.</summary>
    /// <value>The default is 127.0.0.1: reachable from this machine only.</value>
    [Required]
    public string Address { get; set; } = Loopback;

    /// <summary>TCP port for clients.</summary>
    /// <value>The default is the service's own, in its <c>appsettings.json</c>.</value>
    [Range(1, 65_535)]
    public int Port { get; set; }

    /// <summary>IP address of the management port.</summary>
    /// <value>The default is 127.0.0.1.</value>
    [Required]
    public string ManagementAddress { get; set; } = Loopback;

    /// <summary>TCP port for metrics and operators; probes answer on both.</summary>
    /// <value>The default is the service's own, in its <c>appsettings.json</c>.</value>
    [Range(1, 65_535)]
    public int ManagementPort { get; set; }

    /// <summary>What slow, idle and oversized clients may take, on both ports.</summary>
    [ValidateObjectMembers]
    public ListeningLimits Limits { get; } = new();
}

[OptionsValidator]
internal sealed partial class ListeningAnnotationsValidator : IValidateOptions<ListeningOptions>;

/// <summary>The ranges, and what no single value can say.</summary>
internal sealed class ListeningOptionsValidator : IValidateOptions<ListeningOptions>
{
    private readonly ListeningAnnotationsValidator _annotations = new();

    public ValidateOptionsResult Validate(string? name, ListeningOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        result.AddResult(_annotations.Validate(name, options));
        foreach (var address in new[] { options.Address, options.ManagementAddress })
        {
            if (!System.Net.IPAddress.TryParse(address, out _))
            {
                result.AddError($"The address {address} is not an IP address; 127.0.0.1 is this machine only, 0.0.0.0 every interface.");
            }
        }

        if (options.Port == options.ManagementPort && options.Port != 0)
        {
            result.AddError($"Port {options.Port} and ManagementPort {options.ManagementPort} are the same; metrics must not be public.");
        }

        return result.Build();
    }
}
