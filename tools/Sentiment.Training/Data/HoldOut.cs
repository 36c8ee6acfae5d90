using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Sentiment.Training.Data;

/// <summary>
/// What a text is for, by a hash of its letters and digits: a text that stands in the data twice is then on one side both times, and no
/// list has to be kept.
/// </summary>
internal static class HoldOut
{
    /// <summary>One text in this many is measured on: no stage learns from it, but that its words are counted for the vocabulary.</summary>
    public const int MeasuredEvery = 20;

    /// <summary>One text in this many is for calibration: its label is not learnt.</summary>
    public const int CalibratedEvery = 40;

    /// <param name="key">From <see cref="TextKey"/>.</param>
    public static TextPurpose PurposeOf(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        var value = BinaryPrimitives.ReadUInt64LittleEndian(hash);
        return value % MeasuredEvery == 0 ? TextPurpose.Measuring
            : value % CalibratedEvery == 1 ? TextPurpose.Calibrating
            : TextPurpose.Learning;
    }
}

internal enum TextPurpose
{
    Learning,

    /// <summary>Fits the temperature.</summary>
    Calibrating,

    /// <summary>Says what the model is worth.</summary>
    Measuring,
}
