using Google.Protobuf;

namespace Sentiment.Models.Onnx;

/// <summary>
/// One protobuf message being written, field by field. Nested messages are built first, as their length comes before their content;
/// the copies that this costs are nothing beside reading the weights.
/// </summary>
internal sealed class ProtoMessage : IDisposable
{
    private readonly MemoryStream _buffer = new();
    private readonly CodedOutputStream _output;

    private ProtoMessage() => _output = new CodedOutputStream(_buffer, leaveOpen: true);

    public static byte[] Build(Action<ProtoMessage> fields)
    {
        using var message = new ProtoMessage();
        fields(message);
        message._output.Flush();
        return message._buffer.ToArray();
    }

    public void Integer(int field, long value)
    {
        _output.WriteTag(field, WireFormat.WireType.Varint);
        _output.WriteInt64(value);
    }

    public void Float(int field, float value)
    {
        _output.WriteTag(field, WireFormat.WireType.Fixed32);
        _output.WriteFloat(value);
    }

    public void Text(int field, string value)
    {
        _output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _output.WriteString(value);
    }

    public void Bytes(int field, ReadOnlyMemory<byte> value)
    {
        _output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _output.WriteBytes(UnsafeByteOperations.UnsafeWrap(value));
    }

    public void Message(int field, Action<ProtoMessage> fields) => Bytes(field, Build(fields));

    public void Dispose()
    {
        _output.Dispose();
        _buffer.Dispose();
    }
}
