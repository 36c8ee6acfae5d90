using System.Text;
using System.Text.Json;
using Sentiment.Hosting.Secrets.Api;

namespace Sentiment.Cli.Keys;

/// <summary>
/// Keys in a secret of Vault's key-value engine, as gateways read them. A write says which version it has changed, so that of two people who write at the
/// same time the second begins anew. Hashes are made by Transit where a key of it is named: whoever makes keys then never has the pepper.
/// </summary>
internal sealed class VaultKeyStore(VaultClient client, string token, VaultPlace secret, VaultPlace? transit) : IKeyStore
{
    // As often as two people may collide; more is a program that should be told.
    private const int MostTries = 5;

    private const string HmacPrefix = "vault:v1:";

    public async Task<SortedDictionary<string, StoredKey>> ReadAsync(CancellationToken stop) => (await LatestAsync(stop)).Keys;

    public async Task<IReadOnlyList<string>> ChangeAsync(Func<SortedDictionary<string, StoredKey>, Task<IReadOnlyList<string>>> change, CancellationToken stop)
    {
        for (var tries = 1; ; tries++)
        {
            var (keys, version) = await LatestAsync(stop);
            var lines = await change(keys);
            var data = JsonSerializer.SerializeToNode(new KeysSection(new KeysAuth(keys)), KeysJson.Default.KeysSection)!.AsObject();
            var (_, problem) = await client.SendAsync(VaultCall.WriteSecret(secret.Mount, secret.Name, data, version), token, stop);
            if (problem is null)
            {
                return lines;
            }

            if (problem.Fault != VaultFault.Refused || !problem.Message.Contains("check-and-set", StringComparison.Ordinal) || tries == MostTries)
            {
                throw Failed(problem);
            }
        }
    }

    public async Task<string> HashAsync(string key, CancellationToken stop)
    {
        if (transit is null)
        {
            return KeyMaker.Hash(Pepper.OfEnvironment(), key);
        }

        var call = VaultCall.Hmac(transit.Mount, transit.Name, Convert.ToBase64String(Encoding.UTF8.GetBytes(key)));
        return (await AskAsync(call, stop)).TextAt("data", "hmac") is { } hmac && hmac.StartsWith(HmacPrefix, StringComparison.Ordinal)
            ? hmac[HmacPrefix.Length..]
            : throw new CommandFailedException($"Transit's answer for {transit} is no HMAC of its version 1.");
    }

    public Task<string> WaitAsync(CancellationToken stop) => Task.FromResult($"{secret} is written. A gateway that reads it has it in force within ten seconds.");

    private async Task<(SortedDictionary<string, StoredKey> Keys, int Version)> LatestAsync(CancellationToken stop)
    {
        var (body, problem) = await client.SendAsync(VaultCall.ReadSecret(secret.Mount, secret.Name), token, stop);
        if (problem is { Fault: VaultFault.Missing })
        {
            return (new SortedDictionary<string, StoredKey>(StringComparer.Ordinal), 0);
        }

        if (body is null)
        {
            throw Failed(problem!);
        }

        try
        {
            var section = body.At("data", "data").Deserialize(KeysJson.Default.KeysSection) ?? throw new JsonException("it is empty");
            return (new SortedDictionary<string, StoredKey>(section.Auth.Keys, StringComparer.Ordinal), body.At("data", "metadata", "version").GetInt32());
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            throw new CommandFailedException($"{secret} is no secret of keys alone ({broken.Message.Split('\n')[0]}) and is left as it is. Keep keys in a secret of their own.");
        }
    }

    private async Task<VaultBody> AskAsync(VaultCall call, CancellationToken stop)
    {
        var (body, problem) = await client.SendAsync(call, token, stop);
        return body ?? throw Failed(problem!);
    }

    private static CommandFailedException Failed(VaultProblem problem) => new($"Vault: {problem.Message}");
}
