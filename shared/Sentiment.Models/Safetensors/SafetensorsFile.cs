using System.Buffers.Binary;

namespace Sentiment.Models.Safetensors;

/// <summary>
/// A safetensors file. The header is read and checked at once, a tensor's bytes when they are asked for. Not safe for concurrent reads.
/// </summary>
public sealed class SafetensorsFile : IDisposable
{
    private readonly Stream _stream;
    private readonly Dictionary<string, SafetensorsEntry> _entries;

    private SafetensorsFile(Stream stream, IReadOnlyList<SafetensorsEntry> entries)
    {
        _stream = stream;
        _entries = entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        Entries = entries;
    }

    /// <summary>The tensors in the order of their data.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries { get; }

    /// <exception cref="SafetensorsFormatException">The header is not one that can be trusted.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SafetensorsFile Open(string path)
    {
        var stream = File.OpenRead(path);
        try
        {
            return Read(stream);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads content that is already in memory, such as the verified bytes of a package's file.</summary>
    /// <exception cref="SafetensorsFormatException">The header is not one that can be trusted.</exception>
    public static SafetensorsFile Read(byte[] content) => Read(new MemoryStream(content, writable: false));

    /// <param name="stream">Seekable; owned by the result.</param>
    /// <exception cref="SafetensorsFormatException">The header is not one that can be trusted.</exception>
    public static SafetensorsFile Read(Stream stream)
    {
        Span<byte> prefix = stackalloc byte[SafetensorsHeader.PrefixLength];
        if (stream.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false) < prefix.Length)
        {
            throw new SafetensorsFormatException($"The file has {stream.Length} bytes, too few for a header.");
        }

        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        var room = (ulong)Math.Min(stream.Length - SafetensorsHeader.PrefixLength, SafetensorsHeader.MaximumLength);
        if (length > room)
        {
            throw new SafetensorsFormatException($"The header claims {length} bytes, at most {room} are possible.");
        }

        var json = new byte[(int)length];
        stream.ReadExactly(json);
        return new SafetensorsFile(stream, SafetensorsHeader.Parse(json, SafetensorsHeader.PrefixLength + (long)length, stream.Length));
    }

    public bool Contains(string name) => _entries.ContainsKey(name);

    /// <exception cref="SafetensorsFormatException">There is no such tensor.</exception>
    public SafetensorsEntry Entry(string name) =>
        _entries.TryGetValue(name, out var entry) ? entry : throw new SafetensorsFormatException($"There is no tensor '{name}'.");

    /// <summary>A tensor's bytes, little-endian, row by row.</summary>
    /// <exception cref="SafetensorsFormatException">There is no such tensor, or it is too long for one array.</exception>
    public byte[] ReadBytes(string name)
    {
        var entry = Entry(name);
        if (entry.Length > Array.MaxLength)
        {
            throw new SafetensorsFormatException($"Tensor '{name}' has {entry.Length} bytes, at most {Array.MaxLength} can be read.");
        }

        var bytes = new byte[(int)entry.Length];
        _stream.Position = entry.Offset;
        _stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>A tensor of F16, BF16, F32 or F64 as single precision; exact for the first three.</summary>
    /// <exception cref="SafetensorsFormatException">There is no such tensor, or it is not of floating point.</exception>
    public float[] ReadSingles(string name) => ElementCodec.ToSingles(Entry(name), ReadBytes(name));

    /// <summary>A tensor of I64.</summary>
    /// <exception cref="SafetensorsFormatException">There is no such tensor, or it is of another type.</exception>
    public long[] ReadInt64s(string name) => ElementCodec.ToInt64s(Entry(name), ReadBytes(name));

    public void Dispose() => _stream.Dispose();
}
