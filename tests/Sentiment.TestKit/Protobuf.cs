using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Sentiment.TestKit;

/// <summary>A field of a protobuf message.</summary>
/// <param name="Number">Of the field.</param>
/// <param name="Value">Of a number.</param>
/// <param name="Bytes">Of a string, bytes or a message; else empty.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ProtobufField(int Number, ulong Value, byte[] Bytes);

/// <summary>Walks through a message without its schema.</summary>
internal static class Protobuf
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Delimited = 2;
    private const int Fixed32 = 5;

    public static IEnumerable<ProtobufField> Fields(byte[] message)
    {
        for (var place = 0; place < message.Length;)
        {
            var tag = ReadVarint(message, ref place);
            var number = (int)(tag >> 3);
            switch ((int)(tag & 7))
            {
                case Varint:
                    yield return new(number, ReadVarint(message, ref place), []);
                    break;
                case Fixed64:
                    yield return new(number, BinaryPrimitives.ReadUInt64LittleEndian(message.AsSpan(place)), []);
                    place += sizeof(ulong);
                    break;
                case Delimited:
                    var length = (int)ReadVarint(message, ref place);
                    yield return new(number, 0, message[place..(place + length)]);
                    place += length;
                    break;
                case Fixed32:
                    yield return new(number, BinaryPrimitives.ReadUInt32LittleEndian(message.AsSpan(place)), []);
                    place += sizeof(uint);
                    break;
                default:
                    throw new InvalidDataException($"Wire type {tag & 7} at byte {place} is none.");
            }
        }
    }

    private static ulong ReadVarint(byte[] message, ref int place)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = message[place++];
            value |= (ulong)(next & 0x7F) << shift;
            if ((next & 0x80) == 0)
            {
                return value;
            }
        }
    }
}
