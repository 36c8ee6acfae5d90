using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Sentiment.Hosting.Configuration;
using Sentiment.Hosting.Draining;
using Sentiment.Hosting.Keys;
using Sentiment.Hosting.Listening;
using Sentiment.Hosting.Logs;
using Sentiment.Hosting.Secrets.Api;
using Sentiment.Hosting.Supervision;
using Sentiment.Hosting.Tls;
using Sentiment.Hosting.Tracing;
using SentimentConfiguration = Sentiment.Hosting.Configuration.ConfigurationExtensions;

namespace Sentiment.Hosting.Secrets;

/// <summary>
/// Puts secrets together as the file that would have the same settings: from there on they are checked, compared and taken over as files are.
/// Names a secret's keys, never its values.
/// </summary>
internal sealed class VaultDocument
{
    // By what the host is built of, before anything can be waited for.
    private static readonly string[] ReadBefore =
    [
        VaultOptions.Section, ConfigurationFilesOptions.Section, ListeningOptions.Section, TlsOptions.Section, LogsOptions.Section, TracingOptions.Section, HostingOptions.Section, DrainOptions.Section,
    ];

    private readonly List<(string Key, JsonElement Value)> _settings = [];
    private readonly Dictionary<string, FileContent> _files = new(StringComparer.OrdinalIgnoreCase);

    /// <returns>Why it cannot be used, or null.</returns>
    public VaultProblem? AddSettings(string path, VaultSecretOptions secret, VaultBody data)
    {
        var section = string.IsNullOrEmpty(secret.Section) ? SentimentConfiguration.Root : ConfigurationPath.Combine(SentimentConfiguration.Root, secret.Section);
        if (secret.Values.Count == 0)
        {
            _settings.Add((section, data.At()));
            return null;
        }

        foreach (var (key, setting) in secret.Values)
        {
            if (data.At(key) is not { ValueKind: not JsonValueKind.Undefined } value)
            {
                return new VaultProblem(VaultFault.Malformed, $"The secret {path} has no key {key}; it has {Names(data)}. Add it, or mend Values.");
            }

            _settings.Add((ConfigurationPath.Combine(section, setting), value));
        }

        return null;
    }

    /// <inheritdoc cref="AddSettings"/>
    public VaultProblem? AddFiles(string path, string name, VaultBody data)
    {
        foreach (var file in data.At().EnumerateObject())
        {
            if (file.Value.ValueKind != JsonValueKind.String)
            {
                return new VaultProblem(VaultFault.Malformed, $"The key {file.Name} of the secret {path} is no text, and cannot be a file.");
            }

            var reference = $"{name}/{file.Name}";
            _files[reference] = FileContent.Of($"{SecretFiles.Scheme}{reference}", Encoding.UTF8.GetBytes(file.Value.GetString()!));
        }

        return null;
    }

    public void AddPepper(string base64) => _settings.Add((
        ConfigurationPath.Combine(SentimentConfiguration.Root, KeysOptions.Section, nameof(KeysOptions.Pepper)), JsonSerializer.SerializeToElement(base64)));

    public VaultAnswer<VaultContent> ToContent()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            // A name may stand twice: two secrets may have parts of one section.
            writer.WriteStartObject();
            foreach (var (key, value) in _settings)
            {
                writer.WritePropertyName(key);
                value.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        var settings = FileContent.Of(VaultContent.Holder, buffer.ToArray());
        return ProblemOf(settings) is { } problem
            ? new VaultProblem(VaultFault.Malformed, problem)
            : new VaultContent(settings, _files.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase));
    }

    private static string? ProblemOf(FileContent settings)
    {
        var (parsed, unusable) = settings.Parse();
        var early = parsed.GetChildKeys([], SentimentConfiguration.Root).Intersect(ReadBefore, StringComparer.OrdinalIgnoreCase).ToArray();
        return unusable ?? (early.Length == 0 ? null : settings.ProblemOf(
            $"{SentimentConfiguration.Root}:{early[0]} is read before Vault is. Set it in a file or the environment; of these sections none can be in Vault: {string.Join(", ", ReadBefore)}."));
    }

    private static string Names(VaultBody data) => string.Join(", ", data.At().EnumerateObject().Select(static property => property.Name).DefaultIfEmpty("none"));
}
