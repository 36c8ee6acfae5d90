using Microsoft.Extensions.Options;
using Sentiment.Gateway.Auth.Tokens;
using Sentiment.Gateway.Experiments;
using Sentiment.Gateway.RateLimiting;
using Sentiment.Hosting.Keys;
using SentimentConfiguration = Sentiment.Hosting.Configuration.ConfigurationExtensions;

namespace Sentiment.Gateway.Auth;

/// <summary>The rules of all services' keys, and those that only a gateway can have.</summary>
/// <param name="configuration">Asked for the names of arms and plans alone: what else is wrong with them is said there.</param>
internal sealed class AuthOptionsValidator(IConfiguration configuration) : IValidateOptions<AuthOptions>
{
    public ValidateOptionsResult Validate(string? name, AuthOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        KeyRules.Check(options, pepperIsNeeded: true, result);
        if (options.Keys.Count == 0 && options.Anonymous is null && options.Jwt is null)
        {
            result.AddError("Keys is empty: nobody could call this gateway. Make one with: ./sentiment keys create ID --owner OWNER");
        }

        var plans = configuration.GetSection($"{SentimentConfiguration.Root}:{RateLimitsOptions.Section}:{nameof(RateLimitsOptions.Plans)}").GetChildren()
            .Select(static plan => plan.Key).Append(PlanOptions.DefaultName).Distinct(StringComparer.Ordinal).ToArray();
        var arms = configuration.GetSection($"{SentimentConfiguration.Root}:{ArmsOptions.Section}").GetChildren()
            .Select(static arm => arm[nameof(ArmOptions.Id)]).OfType<string>().ToArray();
        foreach (var (id, key) in options.Keys)
        {
            CheckCaller($"Keys:{id}", key, arms, plans, result);
        }

        if (options.Anonymous is { } anonymous)
        {
            KeyRules.CheckScopes("Anonymous", anonymous, result);
            CheckCaller("Anonymous", anonymous, arms, plans, result);
        }

        if (options.Jwt is { } tokens)
        {
            TokenRules.Check(tokens, result);
            KeyRules.CheckScopes("Jwt", tokens, result);
            CheckCaller("Jwt", tokens, arms, plans, result);
        }

        return result.Build();
    }

    private static void CheckCaller(string where, CallerOptions caller, string[] arms, string[] plans, ValidateOptionsResultBuilder result)
    {
        if (!plans.Contains(caller.Plan, StringComparer.Ordinal))
        {
            result.AddError($"{where}:Plan is \"{caller.Plan}\", which Sentiment:{RateLimitsOptions.Section}:Plans does not have; it has {string.Join(", ", plans)}.");
        }

        foreach (var unknown in caller.Arms.Except(arms, StringComparer.Ordinal))
        {
            result.AddError($"{where}:Arms names \"{unknown}\", which Sentiment:{ArmsOptions.Section} does not have; it has {(arms.Length == 0 ? "none" : string.Join(", ", arms.Distinct(StringComparer.Ordinal)))}.");
        }
    }
}
