using System.Buffers.Binary;
using System.Text.Json;

namespace Sentiment.Models.Safetensors;

/// <summary>Writes safetensors files. The same tensors give the same bytes, in whatever order they come.</summary>
public static class SafetensorsWriter
{
    private const int Alignment = 8;

    /// <param name="stream">Gets the whole file, from its current position.</param>
    /// <param name="tensors">Written by element size, largest first, then by name: every tensor is aligned to its element.</param>
    /// <param name="metadata">Free text by name, such as <c>format</c>.</param>
    /// <exception cref="ArgumentException">A tensor's bytes do not fit its shape, or a name comes twice.</exception>
    public static void Write(Stream stream, IEnumerable<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var ordered = tensors
            .OrderByDescending(tensor => tensor.Type.Size())
            .ThenBy(tensor => tensor.Name, StringComparer.Ordinal)
            .ToArray();
        Check(ordered);

        var header = Header(ordered, metadata);
        Span<byte> prefix = stackalloc byte[SafetensorsHeader.PrefixLength];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)header.Length);
        stream.Write(prefix);
        stream.Write(header);
        foreach (var tensor in ordered)
        {
            stream.Write(tensor.Bytes.Span);
        }
    }

    private static void Check(IReadOnlyList<SafetensorsTensor> tensors)
    {
        foreach (var tensor in tensors)
        {
            var length = tensor.Shape.Aggregate((long)tensor.Type.Size(), (product, extent) => checked(product * extent));
            if (length != tensor.Bytes.Length)
            {
                throw new ArgumentException($"Tensor '{tensor.Name}' needs {length} bytes and has {tensor.Bytes.Length}.", nameof(tensors));
            }
        }

        if (tensors.GroupBy(tensor => tensor.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
        {
            throw new ArgumentException($"Tensor '{twice.Key}' comes twice.", nameof(tensors));
        }
    }

    // Padded with spaces, so that the data begins at a multiple of 8.
    private static byte[] Header(IReadOnlyList<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteMetadata(json, metadata);
            long offset = 0;
            foreach (var tensor in tensors)
            {
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", tensor.Type.HeaderName());
                WriteNumbers(json, "shape", tensor.Shape);
                WriteNumbers(json, "data_offsets", [offset, offset + tensor.Bytes.Length]);
                json.WriteEndObject();
                offset += tensor.Bytes.Length;
            }

            json.WriteEndObject();
        }

        while (buffer.Length % Alignment != 0)
        {
            buffer.WriteByte((byte)' ');
        }

        return buffer.ToArray();
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string>? metadata)
    {
        if (metadata is not { Count: > 0 })
        {
            return;
        }

        json.WriteStartObject("__metadata__");
        foreach (var (name, value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }
}
