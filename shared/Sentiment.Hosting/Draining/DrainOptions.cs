using Microsoft.Extensions.Options;

namespace Sentiment.Hosting.Draining;

/// <summary>How a service that is told to stop takes its leave: <c>Sentiment:Drain</c>.</summary>
public sealed class DrainOptions
{
    public const string Section = "Drain";

    /// <summary>
    /// How long it goes on taking requests once its readiness has begun to fail: those who send it any need this time to notice.
    /// </summary>
    /// <value>The default is zero: nobody waits for a service on a developer's machine. In Kubernetes some seconds, if there is no <c>preStop</c>.</value>
    public TimeSpan Delay { get; set; }

    /// <summary>How long it then waits for requests that it has begun.</summary>
    /// <value>The default is 30 seconds; a request lasts for 10 unless its client asks for up to 60.</value>
    public TimeSpan FinishWithin { get; set; } = TimeSpan.FromSeconds(30);
}

internal sealed class DrainValidator : IValidateOptions<DrainOptions>
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public ValidateOptionsResult Validate(string? name, DrainOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.Delay < TimeSpan.Zero || options.Delay > Longest)
        {
            result.AddError($"Delay is {options.Delay} and must be 00:00:00 to {Longest}.");
        }

        if (options.FinishWithin <= TimeSpan.Zero || options.FinishWithin > Longest)
        {
            result.AddError($"FinishWithin is {options.FinishWithin} and must be above 00:00:00 and at most {Longest}.");
        }

        return result.Build();
    }
}
