using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;
using Sentiment.Contracts.Predictions;

namespace Sentiment.Gateway.Feedback;

/// <summary>
/// A prediction id as bytes in base64url: version (1), key id (2), seconds since 1970 (4), nonce (8), hash of the client (8), digest (8), score in
/// 65,535ths (2), label (1), arm (the rest), and a signature of all that (16). Numbers are big-endian.
/// </summary>
internal static class PredictionIdFormat
{
    private const byte Version = 1;
    private const int KeyAt = 1;
    private const int IssuedAt = 3;
    private const int NonceAt = 7;
    private const int ClientAt = 15;
    private const int DigestAt = 23;
    private const int ScoreAt = 31;
    private const int LabelAt = 33;
    private const int ArmAt = 34;

    // An arm's id has at most 64 characters, of one byte each.
    private const int Longest = ArmAt + 64 + PredictionIdKey.SignatureLength;

    public static string Write(IssuedPrediction issued, ulong client, PredictionIdKey key)
    {
        Span<byte> bytes = stackalloc byte[Longest];
        bytes[0] = Version;
        BinaryPrimitives.WriteUInt16BigEndian(bytes[KeyAt..], key.Id);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[IssuedAt..], (uint)issued.IssuedAt.ToUnixTimeSeconds());
        BinaryPrimitives.WriteUInt64BigEndian(bytes[NonceAt..], issued.Nonce);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[ClientAt..], client);
        Convert.FromHexString(issued.Digest, bytes[DigestAt..ScoreAt], out _, out _);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[ScoreAt..], (ushort)Math.Round(issued.Score * ushort.MaxValue));
        bytes[LabelAt] = (byte)IndexOf(issued.Label);
        var payload = ArmAt + Encoding.ASCII.GetBytes(issued.Arm, bytes[ArmAt..]);
        key.Sign(bytes[..payload], bytes[payload..]);
        return Base64Url.EncodeToString(bytes[..(payload + PredictionIdKey.SignatureLength)]);
    }

    /// <returns>What it says; null where it is none, was changed, was signed with another key or belongs to another client.</returns>
    public static IssuedPrediction? Read(string id, ulong client, PredictionIdKey key)
    {
        if (!Base64Url.IsValid(id, out var length) || length is <= ArmAt + PredictionIdKey.SignatureLength or > Longest)
        {
            return null;
        }

        Span<byte> buffer = stackalloc byte[length];
        Base64Url.DecodeFromChars(id, buffer);
        var payload = buffer[..^PredictionIdKey.SignatureLength];
        var signature = buffer[payload.Length..];
        return payload[0] == Version
            && BinaryPrimitives.ReadUInt16BigEndian(payload[KeyAt..]) == key.Id
            && key.IsSigned(payload, signature)
            && BinaryPrimitives.ReadUInt64BigEndian(payload[ClientAt..]) == client
            ? new IssuedPrediction(
                DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadUInt32BigEndian(payload[IssuedAt..])),
                BinaryPrimitives.ReadUInt64BigEndian(payload[NonceAt..]),
                Encoding.ASCII.GetString(payload[ArmAt..]),
                Convert.ToHexStringLower(payload[DigestAt..ScoreAt]),
                Labels.All[payload[LabelAt]],
                BinaryPrimitives.ReadUInt16BigEndian(payload[ScoreAt..]) / (float)ushort.MaxValue)
            : null;
    }

    private static int IndexOf(string label)
    {
        for (var i = 0; i < Labels.All.Count; i++)
        {
            if (Labels.All[i] == label)
            {
                return i;
            }
        }

        throw new ArgumentException($"{label} is no label.", nameof(label));
    }
}
