using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Sentiment.Serving.Hardware;

namespace Sentiment.Serving.Batching;

/// <summary>How texts are put together for a run: <c>Sentiment:Batching</c>.</summary>
public sealed class BatchingOptions
{
    public const string Section = "Batching";

    private const int DefaultTexts = 16;
    private const int DefaultCost = 1_200;

    /// <summary>Most texts of one run.</summary>
    /// <value>The default is 16: on a CPU more gain nothing and make the first of them wait.</value>
    [Range(1, 1_024)]
    public int MaxTexts { get; set; } = DefaultTexts;

    /// <summary>
    /// Most that one run may cost, in tokens, padding included, and what a run costs besides: a bound on how long the next text waits. A single
    /// longer text still runs, alone.
    /// </summary>
    /// <value>The default is 1,200: two texts of 512 tokens, or sixteen of 70.</value>
    [Range(1, 1 << 20)]
    public int MaxCost { get; set; } = DefaultCost;

    /// <summary>Runs at a time. With the threads of a run (<c>Sentiment:Onnx:Threads</c>, <c>Sentiment:Torch:Threads</c>) it should make the processors.</summary>
    /// <value>The default is 0: the container's CPU quota, or 1 on an accelerator (docs/adr/0015).</value>
    [Range(0, 256)]
    public int Workers { get; set; }

    internal int EffectiveWorkers =>
        Workers > 0 ? Workers : HardwareProfile.Current is { Accelerator: Accelerator.Cpu } cpu ? cpu.Processors : 1;
}

[OptionsValidator]
internal sealed partial class BatchingOptionsValidator : IValidateOptions<BatchingOptions>;
