using System.Text;

namespace Sentiment.Training.Embedding;

/// <summary>
/// Pre-trained word vectors. The file: number of words and of dimensions (int32), then for each word the length of its UTF-8 (one byte),
/// the UTF-8, a scale (float32), and a signed byte a dimension, 127 standing for the scale.
/// </summary>
internal static class WordVectors
{
    public static Dictionary<string, float[]> Read(string path)
    {
        using var reader = new BinaryReader(File.OpenRead(path), Encoding.UTF8);
        var count = reader.ReadInt32();
        var dimensions = reader.ReadInt32();
        var vectors = new Dictionary<string, float[]>(count);
        for (var i = 0; i < count; i++)
        {
            var word = Encoding.UTF8.GetString(reader.ReadBytes(reader.ReadByte()));
            var step = reader.ReadSingle() / sbyte.MaxValue;
            vectors[word] = Array.ConvertAll(reader.ReadBytes(dimensions), value => (sbyte)value * step);
        }

        return vectors;
    }
}
