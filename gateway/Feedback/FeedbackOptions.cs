using Microsoft.Extensions.Options;

namespace Sentiment.Gateway.Feedback;

/// <summary>What is done with clients' word on predictions.</summary>
internal sealed class FeedbackOptions
{
    public const string Section = "Feedback";

    /// <summary>How long after a prediction feedback on it is taken.</summary>
    /// <value>The default is a week; 1 minute to 90 days.</value>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Of how many predictions this process remembers that feedback was given, where no Redis does. The oldest are forgotten first.</summary>
    /// <value>The default is 100,000.</value>
    public int Remembered { get; set; } = 100_000;
}

internal sealed class FeedbackValidator : IValidateOptions<FeedbackOptions>
{
    private const int MostRemembered = 100_000_000;

    private static readonly TimeSpan ShortestLifetime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(90);

    public ValidateOptionsResult Validate(string? name, FeedbackOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.Lifetime < ShortestLifetime || options.Lifetime > LongestLifetime)
        {
            result.AddError($"Lifetime is {options.Lifetime} and must be {ShortestLifetime} to {LongestLifetime}.");
        }

        if (options.Remembered is < 1 or > MostRemembered)
        {
            result.AddError($"Remembered is {options.Remembered} and must be 1 to {MostRemembered}.");
        }

        return result.Build();
    }
}
