using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Sentiment.Gateway.Auth.Tokens;
using Sentiment.Gateway.Experiments;
using Sentiment.Gateway.RateLimiting;
using SentimentConfiguration = Sentiment.Hosting.Configuration.ConfigurationExtensions;

namespace Sentiment.Gateway.Auth;

/// <summary>Names a key by its id; neither pepper nor hash is ever part of a message.</summary>
/// <param name="configuration">Asked for the names of arms and plans alone: what else is wrong with them is said there.</param>
internal sealed class AuthOptionsValidator(IConfiguration configuration) : IValidateOptions<AuthOptions>
{
    public ValidateOptionsResult Validate(string? name, AuthOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (Decode(options.Pepper) is not { Length: >= AuthOptions.MinimumPepperBytes })
        {
            result.AddError($"Pepper must be base64 of at least {AuthOptions.MinimumPepperBytes} random bytes; set Sentiment__Auth__Pepper, for instance to the output of: openssl rand -base64 32");
        }

        if (options.Keys.Count == 0 && options.Anonymous is null && options.Jwt is null)
        {
            result.AddError("Keys is empty: nobody could call this gateway. Make one with: ./sentiment keys create ID --owner OWNER");
        }

        if (options.RefusalsPerMinute is < 1 or > 10_000)
        {
            result.AddError($"RefusalsPerMinute is {options.RefusalsPerMinute}; it must be 1 to 10000.");
        }

        var plans = configuration.GetSection($"{SentimentConfiguration.Root}:{RateLimitsOptions.Section}:{nameof(RateLimitsOptions.Plans)}").GetChildren()
            .Select(static plan => plan.Key).Append(PlanOptions.DefaultName).Distinct(StringComparer.Ordinal).ToArray();
        var arms = configuration.GetSection($"{SentimentConfiguration.Root}:{ArmsOptions.Section}").GetChildren()
            .Select(static arm => arm[nameof(ArmOptions.Id)]).OfType<string>().ToArray();
        foreach (var (id, key) in options.Keys)
        {
            CheckKey(id, key, result);
            CheckCaller($"Keys:{id}", key, arms, plans, result);
        }

        if (options.Anonymous is { } anonymous)
        {
            CheckCaller("Anonymous", anonymous, arms, plans, result);
        }

        if (options.Jwt is { } tokens)
        {
            TokenRules.Check(tokens, result);
            CheckCaller("Jwt", tokens, arms, plans, result);
        }

        return result.Build();
    }

    private static void CheckKey(string id, ApiKeyOptions key, ValidateOptionsResultBuilder result)
    {
        if (!ApiKey.IsId(id))
        {
            result.AddError($"Keys:{id}: an id is 1 to {ApiKey.MaximumIdLength} lower-case letters, digits, dots, dashes or underscores.");
        }

        if (id == Client.AnonymousId || id.StartsWith(Client.TokenPrefix, StringComparison.Ordinal))
        {
            result.AddError($"Keys:{id}: this id stands for callers without a key, or with a token; take another.");
        }

        if (Decode(key.Hash) is not { Length: HMACSHA256.HashSizeInBytes })
        {
            result.AddError($"Keys:{id}:Hash must be base64 of the {HMACSHA256.HashSizeInBytes} bytes of HMAC-SHA256(pepper, key).");
        }

        if (key.Previous is { } previous && Decode(previous.Hash) is not { Length: HMACSHA256.HashSizeInBytes })
        {
            result.AddError($"Keys:{id}:Previous:Hash must be base64 of the {HMACSHA256.HashSizeInBytes} bytes of HMAC-SHA256(pepper, key).");
        }
    }

    private static void CheckCaller(string where, CallerOptions caller, string[] arms, string[] plans, ValidateOptionsResultBuilder result)
    {
        if (!plans.Contains(caller.Plan, StringComparer.Ordinal))
        {
            result.AddError($"{where}:Plan is \"{caller.Plan}\", which Sentiment:{RateLimitsOptions.Section}:Plans does not have; it has {string.Join(", ", plans)}.");
        }

        foreach (var odd in caller.Scopes.Where(static scope => !Enum.IsDefined(scope)))
        {
            result.AddError($"{where}:Scopes has {odd}, which is no scope; one an entry: predict, feedback, metrics, admin.");
        }

        foreach (var unknown in caller.Arms.Except(arms, StringComparer.Ordinal))
        {
            result.AddError($"{where}:Arms names \"{unknown}\", which Sentiment:{ArmsOptions.Section} does not have; it has {(arms.Length == 0 ? "none" : string.Join(", ", arms.Distinct(StringComparer.Ordinal)))}.");
        }
    }

    private static byte[]? Decode(string? base64)
    {
        var bytes = new byte[base64?.Length ?? 0];
        return Convert.TryFromBase64String(base64 ?? string.Empty, bytes, out var length) ? bytes[..length] : null;
    }
}
