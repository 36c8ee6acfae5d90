using static TorchSharp.torch;

namespace Sentiment.Training.Optimization;

/// <summary>A module and what it is to become good at. A lane of a run has one of its own; they differ in nothing.</summary>
internal interface IObjective : IDisposable
{
    /// <summary>The module that learns.</summary>
    nn.Module Module { get; }

    /// <param name="indices">Indices into what the objective learns from; at least one.</param>
    /// <param name="random">For whatever is drawn: from the step's seed, so that a resumed run draws what an unbroken one draws.</param>
    /// <returns>
    /// The mean loss, a scalar with its graph; belongs to the current dispose scope. Lanes are weighed by their examples, whatever the mean is over.
    /// </returns>
    Tensor Loss(ReadOnlySpan<int> indices, Random random);
}
