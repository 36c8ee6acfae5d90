using Microsoft.Extensions.Options;

namespace Sentiment.Hosting.Health;

/// <summary>What is told of a service's health, and to whom.</summary>
public sealed class HealthOptions
{
    public const string Section = "Health";

    /// <summary>Addresses that are sent a JSON object at each change of a check's result and, by a gateway, of a replica's state. They may hold a secret, and are never logged.</summary>
    /// <value>None by default.</value>
    public IList<Uri> Webhooks { get; } = [];

    /// <summary>How often the checks are run to notice changes.</summary>
    /// <value>The default is 5 seconds.</value>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Free space of a disk below which it counts as full, in bytes.</summary>
    /// <value>The default is 100 MiB.</value>
    public long LeastFreeBytes { get; set; } = 100L * 1024 * 1024;
}

internal sealed class HealthValidator : IValidateOptions<HealthOptions>
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, HealthOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.Webhooks.Any(static hook => !hook.IsAbsoluteUri || (hook.Scheme != Uri.UriSchemeHttp && hook.Scheme != Uri.UriSchemeHttps)))
        {
            result.AddError("Webhooks has an address that begins with neither http:// nor https://.");
        }

        if (options.Interval < Shortest || options.Interval > Longest)
        {
            result.AddError($"Interval is {options.Interval} and must be {Shortest} to {Longest}.");
        }

        if (options.LeastFreeBytes < 0)
        {
            result.AddError($"LeastFreeBytes is {options.LeastFreeBytes} and must be 0 or more.");
        }

        return result.Build();
    }
}
