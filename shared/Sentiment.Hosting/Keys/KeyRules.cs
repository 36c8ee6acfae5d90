using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Sentiment.Hosting.Keys;

/// <summary>What is asked of keys wherever they are used. Names a key by its id; neither pepper nor hash is ever part of a message.</summary>
public static class KeyRules
{
    /// <param name="options">All that a service knows of keys.</param>
    /// <param name="pepperIsNeeded">Whether the service does nothing without one.</param>
    /// <param name="result">Gets what is wrong.</param>
    public static void Check(KeysOptions options, bool pepperIsNeeded, ValidateOptionsResultBuilder result)
    {
        if ((pepperIsNeeded || options.AreInUse || options.Keys.Count > 0 || options.ManagementNeedsKey) && Decode(options.Pepper) is not { Length: >= KeysOptions.MinimumPepperBytes })
        {
            result.AddError($"Pepper must be base64 of at least {KeysOptions.MinimumPepperBytes} random bytes; set Sentiment__Auth__Pepper, for instance to the output of: openssl rand -base64 32");
        }

        if (options.RefusalsPerMinute is < 1 or > 10_000)
        {
            result.AddError($"RefusalsPerMinute is {options.RefusalsPerMinute}; it must be 1 to 10000.");
        }

        foreach (var (id, key) in options.Keys)
        {
            CheckKey(id, key, result);
        }
    }

    /// <param name="where">Which part of the section it is.</param>
    /// <param name="caller">Whose scopes.</param>
    /// <param name="result">Gets what is wrong.</param>
    public static void CheckScopes(string where, CallerOptions caller, ValidateOptionsResultBuilder result)
    {
        foreach (var odd in caller.Scopes.Where(static scope => !Enum.IsDefined(scope)))
        {
            result.AddError($"{where}:Scopes has {odd}, which is no scope; one an entry: predict, feedback, metrics, admin.");
        }
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

        CheckHash($"Keys:{id}:Hash", key.Hash, result);
        if (key.Previous is { } previous)
        {
            CheckHash($"Keys:{id}:Previous:Hash", previous.Hash, result);
        }

        CheckScopes($"Keys:{id}", key, result);
    }

    private static void CheckHash(string where, string hash, ValidateOptionsResultBuilder result)
    {
        if (Decode(hash) is not { Length: HMACSHA256.HashSizeInBytes })
        {
            result.AddError($"{where} must be base64 of the {HMACSHA256.HashSizeInBytes} bytes of HMAC-SHA256(pepper, key).");
        }
    }

    private static byte[]? Decode(string? base64)
    {
        var bytes = new byte[base64?.Length ?? 0];
        return Convert.TryFromBase64String(base64 ?? string.Empty, bytes, out var length) ? bytes[..length] : null;
    }
}
