using Microsoft.Extensions.Options;

namespace Sentiment.Gateway.RateLimiting;

internal sealed class RateLimitsValidator : IValidateOptions<RateLimitsOptions>
{
    // As many units a second as a bucket's clock can tell apart.
    private const long Most = 60_000_000;

    public ValidateOptionsResult Validate(string? name, RateLimitsOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        foreach (var (plan, limits) in options.Plans)
        {
            Check(plan, nameof(limits.Requests), limits.Requests, result);
            Check(plan, nameof(limits.Texts), limits.Texts, result);
            Check(plan, nameof(limits.Tokens), limits.Tokens, result);
        }

        if (!Enum.IsDefined(options.WhenRedisIsAway))
        {
            result.AddError($"WhenRedisIsAway is {options.WhenRedisIsAway}; it must be local or refuse.");
        }

        return result.Build();
    }

    private static void Check(string plan, string limit, long value, ValidateOptionsResultBuilder result)
    {
        if (value is < 1 or > Most)
        {
            result.AddError($"Plans:{plan}:{limit} is {value}; it must be 1 to {Most} a minute.");
        }
    }
}
