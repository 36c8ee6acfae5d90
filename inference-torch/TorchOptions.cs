using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Sentiment.Inference.Torch;

/// <summary>How libtorch is set up: <c>Sentiment:Torch</c>.</summary>
public sealed class TorchOptions
{
    public const string Section = "Torch";

    /// <summary>Threads that share the work of one run.</summary>
    /// <value>The default is 1: several runs at a time (<c>Sentiment:Batching:Workers</c>) make more of the processors than several threads of one (docs/adr/0015).</value>
    [Range(1, 256)]
    public int Threads { get; set; } = 1;
}

[OptionsValidator]
internal sealed partial class TorchOptionsValidator : IValidateOptions<TorchOptions>;
