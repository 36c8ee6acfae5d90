using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Sentiment.Inference.Onnx;

/// <summary>How ONNX Runtime is set up: <c>Sentiment:Onnx</c>.</summary>
public sealed class OnnxOptions
{
    public const string Section = "Onnx";

    /// <summary>Threads that share the work of one run.</summary>
    /// <value>The default is 1: several runs at a time (<c>Sentiment:Batching:Workers</c>) make more of the processors than several threads of one (docs/adr/0015).</value>
    [Range(1, 256)]
    public int Threads { get; set; } = 1;

    /// <summary>Whether the runtime keeps the memory of a run for the next.</summary>
    /// <value>The default is <see langword="true"/>: faster, and memory stays at the need of the largest batch seen.</value>
    public bool Arena { get; set; } = true;
}

[OptionsValidator]
internal sealed partial class OnnxOptionsValidator : IValidateOptions<OnnxOptions>;
