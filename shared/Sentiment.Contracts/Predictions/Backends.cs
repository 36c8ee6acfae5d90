using System.Text.Json;

namespace Sentiment.Contracts.Predictions;

/// <summary>The runtimes that a client can ask for by name.</summary>
public static class Backends
{
    public const string Onnx = "onnx";
    public const string Torch = "torch";

    /// <summary>Whichever the gateway assigns; the same as leaving it out.</summary>
    public const string Auto = "auto";

    internal const string Listed = "onnx, torch and auto";

    /// <summary>Reads a name as a client sends it, in a header for instance.</summary>
    /// <param name="name">Case matters, as in the body.</param>
    /// <param name="backend">Null for <c>auto</c>.</param>
    public static bool TryParse(string name, out string? backend)
    {
        backend = name is Auto ? null : name;
        return name is Onnx or Torch or Auto;
    }

    internal static bool TryParse(ref Utf8JsonReader reader, out string? backend)
    {
        backend = reader.ValueTextEquals("onnx"u8) ? Onnx : reader.ValueTextEquals("torch"u8) ? Torch : null;
        return backend is not null || reader.ValueTextEquals("auto"u8);
    }
}
