using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Sentiment.Gateway.Experiments;
using SentimentConfiguration = Sentiment.Hosting.Configuration.ConfigurationExtensions;

namespace Sentiment.Gateway.Auth;

/// <summary>Names a key by its place and id; neither pepper nor hash is ever part of a message.</summary>
/// <param name="configuration">Asked for the arms' ids alone: what else is wrong with them is said there.</param>
internal sealed partial class AuthOptionsValidator(IConfiguration configuration) : IValidateOptions<AuthOptions>
{
    public ValidateOptionsResult Validate(string? name, AuthOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (Decode(options.Pepper) is not { Length: >= AuthOptions.MinimumPepperBytes })
        {
            result.AddError($"Pepper must be base64 of at least {AuthOptions.MinimumPepperBytes} random bytes; set Sentiment__Auth__Pepper, for instance to the output of: openssl rand -base64 32");
        }

        if (options.Keys.Count == 0)
        {
            result.AddError("Keys is empty: nobody could call this gateway. Add {\"Id\", \"Hash\", \"Owner\"}, where Hash is base64 of HMAC-SHA256(pepper, key).");
        }

        var arms = configuration.GetSection($"{SentimentConfiguration.Root}:{ArmsOptions.Section}").GetChildren()
            .Select(static arm => arm[nameof(ArmOptions.Id)]).OfType<string>().ToArray();
        for (var i = 0; i < options.Keys.Count; i++)
        {
            CheckKey(options.Keys[i], i, result);
            foreach (var unknown in options.Keys[i].Arms.Except(arms, StringComparer.Ordinal))
            {
                result.AddError($"Keys[{i}].Arms names \"{unknown}\", which Sentiment:{ArmsOptions.Section} does not have; it has {(arms.Length == 0 ? "none" : string.Join(", ", arms.Distinct(StringComparer.Ordinal)))}.");
            }
        }

        foreach (var twice in options.Keys.CountBy(static key => key.Id, StringComparer.Ordinal).Where(static count => count.Value > 1))
        {
            result.AddError($"The key id {twice.Key} stands {twice.Value} times in Keys; ids tell keys apart.");
        }

        return result.Build();
    }

    private static void CheckKey(ApiKeyOptions key, int place, ValidateOptionsResultBuilder result)
    {
        if (!KeyId().IsMatch(key.Id))
        {
            result.AddError($"Keys[{place}].Id must be 1 to 64 letters, digits, dots, dashes or underscores.");
        }

        if (Decode(key.Hash) is not { Length: HMACSHA256.HashSizeInBytes })
        {
            result.AddError($"Keys[{place}].Hash must be base64 of the {HMACSHA256.HashSizeInBytes} bytes of HMAC-SHA256(pepper, key).");
        }
    }

    private static byte[]? Decode(string? base64)
    {
        var bytes = new byte[base64?.Length ?? 0];
        return Convert.TryFromBase64String(base64 ?? string.Empty, bytes, out var length) ? bytes[..length] : null;
    }

    [GeneratedRegex("^[A-Za-z0-9_.-]{1,64}$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex KeyId();
}
