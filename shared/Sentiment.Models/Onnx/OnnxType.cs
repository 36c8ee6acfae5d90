namespace Sentiment.Models.Onnx;

/// <summary>Element types, with the numbers of <c>TensorProto.DataType</c>.</summary>
public enum OnnxType
{
    Float = 1,
    UInt8 = 2,
    Int8 = 3,
    Int32 = 6,
    Int64 = 7,
    Float16 = 10,
}
