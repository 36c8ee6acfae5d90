using System.Text.Json;
using Sentiment.Hosting.Secrets.Api;

namespace Sentiment.Hosting.Secrets;

/// <summary>Reads all that is configured, or says what is missing. All of it or nothing: a key and its pepper belong together.</summary>
internal sealed class VaultReader(VaultSession session, VaultOptions options)
{
    public async Task<VaultAnswer<VaultContent>> ReadAsync(CancellationToken stop)
    {
        var document = new VaultDocument();
        foreach (var (name, secret) in options.Secrets)
        {
            var (data, problem) = await DataAsync($"Secrets:{name}", secret.Path, stop);
            if ((problem ?? document.AddSettings(Described(secret.Path), secret, data!)) is { } unusable)
            {
                return unusable;
            }
        }

        foreach (var (name, file) in options.Files)
        {
            var (data, problem) = await DataAsync($"Files:{name}", file.Path, stop);
            if ((problem ?? document.AddFiles(Described(file.Path), name, data!)) is { } unusable)
            {
                return unusable;
            }
        }

        return await PepperAsync(document, stop) is { } refused ? refused : document.ToContent();
    }

    private string Described(string path) => $"{options.Mount}/{path}";

    private async Task<VaultAnswer<VaultBody>> DataAsync(string setting, string path, CancellationToken stop)
    {
        var (body, problem) = await session.SendAsync(VaultCall.ReadSecret(options.Mount, path), stop);
        if (problem is { Fault: VaultFault.Missing })
        {
            return new VaultProblem(VaultFault.Missing, $"There is no secret {Described(path)}, or its last version was deleted; Sentiment:{VaultOptions.Section}:{setting} asks for it. Write it (`vault kv put`), or mend Path or Mount.");
        }

        if (body is null)
        {
            return problem!;
        }

        return body.At("data", "data") is { ValueKind: JsonValueKind.Object } data
            ? new VaultBody(data)
            : new VaultProblem(VaultFault.Malformed, $"What is at {Described(path)} is no secret of the key-value engine, version 2; Sentiment:{VaultOptions.Section}:{setting} asks for it.");
    }

    private async Task<VaultProblem?> PepperAsync(VaultDocument document, CancellationToken stop)
    {
        if (options.Pepper is not { } pepper)
        {
            return null;
        }

        var (body, problem) = await session.SendAsync(VaultCall.ExportHmacKey(pepper.Mount, pepper.Key, pepper.Version), stop);
        if (body is null)
        {
            return problem! with { Message = $"The pepper, version {pepper.Version} of the Transit key {pepper.Mount}/{pepper.Key}, was not given: {problem!.Message} It must be there and exportable." };
        }

        if (body.TextAt("data", "keys", $"{pepper.Version}") is not { Length: > 0 } key)
        {
            return new VaultProblem(VaultFault.Malformed, $"The answer for the Transit key {pepper.Mount}/{pepper.Key} has no version {pepper.Version}.");
        }

        document.AddPepper(key);
        return null;
    }
}
