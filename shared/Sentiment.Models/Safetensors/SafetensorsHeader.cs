using System.Text.Json;

namespace Sentiment.Models.Safetensors;

/// <summary>
/// Reads a header and trusts none of it: a header comes with weights from elsewhere, and its numbers become allocations and seeks.
/// The rules are those of the reference implementation: tensors cover the data exactly, without an overlap and without a gap.
/// </summary>
internal static class SafetensorsHeader
{
    /// <summary>Length of the number that says how long the header is.</summary>
    public const int PrefixLength = 8;

    /// <summary>The reference implementation's bound.</summary>
    public const long MaximumLength = 100_000_000;

    private const string Metadata = "__metadata__";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <param name="json">The header's bytes.</param>
    /// <param name="dataStart">Offset in the file of the first byte after the header.</param>
    /// <param name="fileLength">Length of the whole file.</param>
    public static IReadOnlyList<SafetensorsEntry> Parse(ReadOnlyMemory<byte> json, long dataStart, long fileLength)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new SafetensorsFormatException("The header is not a JSON object.");
            }

            var entries = document.RootElement.EnumerateObject()
                .Where(property => property.Name != Metadata)
                .Select(property => ParseEntry(property, dataStart))
                .OrderBy(entry => entry.Offset)
                .ThenBy(entry => entry.Length)
                .ToArray();
            CheckCoverage(entries, dataStart, fileLength);
            return entries;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or OverflowException)
        {
            // InvalidOperationException is what the reader throws for a lone surrogate in a name.
            throw new SafetensorsFormatException($"The header cannot be read: {error.Message}", error);
        }
    }

    private static SafetensorsEntry ParseEntry(JsonProperty property, long dataStart)
    {
        var (name, value) = (property.Name, property.Value);
        if (value.ValueKind != JsonValueKind.Object
            || !value.TryGetProperty("dtype", out var dtype) || dtype.ValueKind != JsonValueKind.String
            || !value.TryGetProperty("shape", out var shapeValue)
            || !value.TryGetProperty("data_offsets", out var offsetsValue))
        {
            throw new SafetensorsFormatException($"Tensor '{name}' needs dtype, shape and data_offsets.");
        }

        var type = SafetensorsTypes.Parse(dtype.GetString())
            ?? throw new SafetensorsFormatException($"Tensor '{name}' has the unknown dtype '{dtype.GetString()}'.");
        var shape = Numbers(name, "shape", shapeValue);
        var offsets = Numbers(name, "data_offsets", offsetsValue);
        if (offsets.Length != 2 || offsets[0] > offsets[1])
        {
            throw new SafetensorsFormatException($"Tensor '{name}' needs data_offsets [begin, end] with begin up to end.");
        }

        var length = shape.Aggregate((long)type.Size(), (product, extent) => checked(product * extent));
        if (length != offsets[1] - offsets[0])
        {
            throw new SafetensorsFormatException(
                $"Tensor '{name}' takes {length} bytes by its shape and {offsets[1] - offsets[0]} by its data_offsets.");
        }

        return new SafetensorsEntry(name, type, shape, checked(dataStart + offsets[0]), length);
    }

    private static long[] Numbers(string name, string field, JsonElement array)
    {
        if (array.ValueKind != JsonValueKind.Array)
        {
            throw new SafetensorsFormatException($"Tensor '{name}': {field} is not an array.");
        }

        return [.. array.EnumerateArray().Select(item =>
            item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out var number) && number >= 0
                ? number
                : throw new SafetensorsFormatException($"Tensor '{name}': {field} holds {item.GetRawText()}, not a count."))];
    }

    private static void CheckCoverage(IReadOnlyList<SafetensorsEntry> entries, long dataStart, long fileLength)
    {
        var position = dataStart;
        foreach (var entry in entries)
        {
            if (entry.Offset != position)
            {
                var what = entry.Offset < position ? "overlaps the tensor before it" : "leaves a gap before it";
                throw new SafetensorsFormatException($"Tensor '{entry.Name}' {what}: it begins at byte {entry.Offset}, expected {position}.");
            }

            position = checked(position + entry.Length);
        }

        if (position != fileLength)
        {
            throw new SafetensorsFormatException($"The tensors end at byte {position}, the file at {fileLength}: it is truncated or has content behind them.");
        }
    }
}
