using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Sentiment.Models.Packages;

/// <summary>Reads and writes the JSON files of a package. Line ends are LF on every system, as digests cover them.</summary>
public static class PackageJson
{
    // The files are read by people and never put into a page.
    private static readonly JsonWriterOptions Writing = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly PackageJsonContext Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = Writing.Indented,
        NewLine = Writing.NewLine,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = Writing.Encoder,
    });

    /// <exception cref="JsonException">The content is not a manifest.</exception>
    public static ModelManifest ReadManifest(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, Context.ModelManifest) ?? throw new JsonException("The manifest is null.");

    /// <exception cref="JsonException">The content is not a DistilBERT configuration.</exception>
    public static DistilBertConfig ReadConfig(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, Context.DistilBertConfig) ?? throw new JsonException("The configuration is null.");

    public static byte[] Write(ModelManifest manifest) => [.. JsonSerializer.SerializeToUtf8Bytes(manifest, Context.ModelManifest), (byte)'\n'];

    public static byte[] Write(ModelBaseline baseline) => JsonSerializer.SerializeToUtf8Bytes(baseline, Context.ModelBaseline);

    /// <summary>A manifest with another baseline and nothing else changed: what this version does not know stays, and numbers keep their digits.</summary>
    /// <exception cref="JsonException">The content is no JSON object.</exception>
    public static byte[] WithBaseline(ReadOnlySpan<byte> manifest, ModelBaseline baseline)
    {
        var json = JsonNode.Parse(manifest) as JsonObject ?? throw new JsonException("The manifest is no JSON object.");
        json["baseline"] = JsonSerializer.SerializeToNode(baseline, Context.ModelBaseline);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Writing))
        {
            json.WriteTo(writer);
        }

        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    public static byte[] Write(DistilBertConfig config) => [.. JsonSerializer.SerializeToUtf8Bytes(config, Context.DistilBertConfig), (byte)'\n'];
}

[JsonSerializable(typeof(ModelManifest))]
[JsonSerializable(typeof(ModelBaseline))]
[JsonSerializable(typeof(DistilBertConfig))]
internal sealed partial class PackageJsonContext : JsonSerializerContext;
