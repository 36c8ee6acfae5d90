namespace Sentiment.Models.Onnx;

/// <summary>An operator and the domain that defines it.</summary>
public readonly record struct OnnxOperator(string Name, string Domain)
{
    /// <summary>ONNX Runtime's own operators, documented in its ContribOperators.md.</summary>
    public const string MicrosoftDomain = "com.microsoft";

    public static OnnxOperator Cast { get; } = Standard("Cast");

    public static OnnxOperator Gather { get; } = Standard("Gather");

    public static OnnxOperator Add { get; } = Standard("Add");

    public static OnnxOperator Sum { get; } = Standard("Sum");

    public static OnnxOperator LayerNormalization { get; } = Standard("LayerNormalization");

    public static OnnxOperator MatMul { get; } = Standard("MatMul");

    public static OnnxOperator Gemm { get; } = Standard("Gemm");

    public static OnnxOperator Relu { get; } = Standard("Relu");

    public static OnnxOperator QuantizeLinear { get; } = Standard("QuantizeLinear");

    /// <summary>Word and position embedding, sum, layer normalisation; takes 32-bit ids and assumes padding on the right.</summary>
    public static OnnxOperator EmbedLayerNormalization { get; } = Microsoft("EmbedLayerNormalization");

    /// <summary>Query, key and value projections in one weight, masked softmax, weighted sum.</summary>
    public static OnnxOperator Attention { get; } = Microsoft("Attention");

    /// <summary>Masked softmax and weighted sum over given queries, keys and values, whose lengths may differ.</summary>
    public static OnnxOperator MultiHeadAttention { get; } = Microsoft("MultiHeadAttention");

    /// <summary>Exact GELU; ONNX Runtime fuses the sum with a bias before it.</summary>
    public static OnnxOperator Gelu { get; } = Microsoft("Gelu");

    /// <summary><see cref="Attention"/> over an input and a weight in 8 bits; inside, all but the projections is in single precision.</summary>
    public static OnnxOperator QAttention { get; } = Microsoft("QAttention");

    /// <summary>Product of 8-bit matrices, rescaled to single precision.</summary>
    public static OnnxOperator MatMulIntegerToFloat { get; } = Microsoft("MatMulIntegerToFloat");

    private static OnnxOperator Standard(string name) => new(name, string.Empty);

    private static OnnxOperator Microsoft(string name) => new(name, MicrosoftDomain);
}
