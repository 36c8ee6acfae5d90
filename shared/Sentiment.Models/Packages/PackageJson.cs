using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sentiment.Models.Packages;

/// <summary>Reads and writes the JSON files of a package. Line ends are LF on every system, as digests cover them.</summary>
public static class PackageJson
{
    private static readonly PackageJsonContext Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        // The files are read by people and never put into a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <exception cref="JsonException">The content is not a manifest.</exception>
    public static ModelManifest ReadManifest(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, Context.ModelManifest) ?? throw new JsonException("The manifest is null.");

    /// <exception cref="JsonException">The content is not a DistilBERT configuration.</exception>
    public static DistilBertConfig ReadConfig(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, Context.DistilBertConfig) ?? throw new JsonException("The configuration is null.");

    public static byte[] Write(ModelManifest manifest) => [.. JsonSerializer.SerializeToUtf8Bytes(manifest, Context.ModelManifest), (byte)'\n'];

    public static byte[] Write(DistilBertConfig config) => [.. JsonSerializer.SerializeToUtf8Bytes(config, Context.DistilBertConfig), (byte)'\n'];
}

[JsonSerializable(typeof(ModelManifest))]
[JsonSerializable(typeof(DistilBertConfig))]
internal sealed partial class PackageJsonContext : JsonSerializerContext;
