using System.Runtime.InteropServices;
using System.Text;

namespace Sentiment.Training.Pretraining;

/// <summary>Tokenised texts on disk: tokenising them takes longer than all else before the first step.</summary>
internal static class TokenCache
{
    private const uint Format = 0x314B4F54;

    /// <summary>Written beside its place and renamed: a run that is killed leaves no half of a cache.</summary>
    public static void Write(string path, string fingerprint, IReadOnlyList<ushort[]> texts)
    {
        var temporary = path + ".new";
        using (var writer = new BinaryWriter(File.Create(temporary), Encoding.UTF8))
        {
            writer.Write(Format);
            writer.Write(fingerprint);
            writer.Write(texts.Count);
            foreach (var text in texts)
            {
                writer.Write((ushort)text.Length);
                writer.Write(MemoryMarshal.AsBytes(text.AsSpan()));
            }
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <returns>Null where there is none of this fingerprint, or one that is damaged: it is made again.</returns>
    public static ushort[][]? Read(string path, string fingerprint)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var reader = new BinaryReader(new BufferedStream(File.OpenRead(path), 1 << 20), Encoding.UTF8);
        try
        {
            return Read(reader, fingerprint);
        }
        catch (EndOfStreamException)
        {
            return null;
        }
    }

    private static ushort[][]? Read(BinaryReader reader, string fingerprint)
    {
        if (reader.ReadUInt32() != Format || reader.ReadString() != fingerprint)
        {
            return null;
        }

        var texts = new ushort[reader.ReadInt32()][];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = new ushort[reader.ReadUInt16()];
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(texts[i].AsSpan()));
        }

        return texts;
    }
}
