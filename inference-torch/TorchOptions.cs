using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Sentiment.Inference.Torch;

/// <summary>How libtorch is set up: <c>Sentiment:Torch</c>.</summary>
public sealed class TorchOptions
{
    public const string Section = "Torch";

    /// <summary>Threads that share the work of one run.</summary>
    /// <value>The default is 0: as many as the hardware profile gives, which is the container's CPU quota.</value>
    [Range(0, 256)]
    public int Threads { get; set; }
}

[OptionsValidator]
internal sealed partial class TorchOptionsValidator : IValidateOptions<TorchOptions>;
