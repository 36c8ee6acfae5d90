using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Sentiment.Gateway.Dispatch;

/// <summary>How the pools are called: <c>Sentiment:Dispatch</c>.</summary>
internal sealed class DispatchOptions
{
    public const string Section = "Dispatch";

    /// <summary>The gateway's own key at the pools, sent as <c>X-API-Key</c>. Clients' keys never go there.</summary>
    /// <value>None by default, which only Development allows.</value>
    [RegularExpression("^[!-~]{16,256}$", ErrorMessage = "PoolKey must be 16 to 256 visible ASCII characters: it travels in a header.")]
    public string? PoolKey { get; set; }

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
internal sealed class DispatchValidator(IHostEnvironment environment) : IValidateOptions<DispatchOptions>
{
    private readonly DispatchAnnotationsValidator _annotations = new();

    public ValidateOptionsResult Validate(string? name, DispatchOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        result.AddResult(_annotations.Validate(name, options));
        if (options.PoolKey is null && !environment.IsDevelopment())
        {
            result.AddError($"PoolKey is not set, and the environment is {environment.EnvironmentName}: only in Development do pools answer without a key. Set Sentiment__Dispatch__PoolKey to a key that the pools know.");
        }

        return result.Build();
    }
}
