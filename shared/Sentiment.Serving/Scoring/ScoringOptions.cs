using Microsoft.Extensions.Options;

namespace Sentiment.Serving.Scoring;

/// <summary>What a pool says of a text when the model is not sure: <c>Sentiment:Scoring</c>.</summary>
public sealed class ScoringOptions
{
    public const string Section = "Scoring";

    /// <summary>A label that is less probable than this is not given: the text is NEUTRAL, with the probability of the likelier label as its score.</summary>
    /// <value>The default is 0: every text is what is likelier. Else above 0.5, as with two labels nothing is less sure, and below 1.</value>
    public double NeutralBelow { get; set; }
}

internal sealed class ScoringOptionsValidator : IValidateOptions<ScoringOptions>
{
    public ValidateOptionsResult Validate(string? name, ScoringOptions options) => options.NeutralBelow is 0 or (> 0.5 and < 1)
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"NeutralBelow is {options.NeutralBelow}; it must be 0, which is off, or between 0.5 and 1, such as 0.6.");
}
