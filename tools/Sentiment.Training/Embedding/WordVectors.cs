using System.Text;

namespace Sentiment.Training.Embedding;

/// <summary>
/// Pre-trained word vectors. The file: number of words and of dimensions (int32), then for each word the length of its UTF-8 (one byte),
/// the UTF-8, a scale (float32), and a signed byte a dimension, 127 standing for the scale.
/// </summary>
internal static class WordVectors
{
    /// <exception cref="InvalidDataException">The file is cut short.</exception>
    public static Dictionary<string, float[]> Read(string path)
    {
        try
        {
            return ReadAll(path);
        }
        catch (EndOfStreamException error)
        {
            throw new InvalidDataException($"{path} is cut short.", error);
        }
    }

    private static Dictionary<string, float[]> ReadAll(string path)
    {
        using var reader = new BinaryReader(File.OpenRead(path), Encoding.UTF8);
        var count = reader.ReadInt32();
        var dimensions = reader.ReadInt32();
        var vectors = new Dictionary<string, float[]>(count);
        for (var i = 0; i < count; i++)
        {
            var word = Encoding.UTF8.GetString(Exactly(reader, reader.ReadByte()));
            var step = reader.ReadSingle() / sbyte.MaxValue;
            vectors[word] = Array.ConvertAll(Exactly(reader, dimensions), value => (sbyte)value * step);
        }

        return vectors;
    }

    private static byte[] Exactly(BinaryReader reader, int count) =>
        reader.ReadBytes(count) is var bytes && bytes.Length == count ? bytes : throw new EndOfStreamException();
}
