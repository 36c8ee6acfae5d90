using Sentiment.Models.Packages;

namespace Sentiment.Serving.Backends;

/// <summary>
/// The one seam between the engine and a runtime. First load and warm, one at a time, maybe again with another precision; then runs, from
/// any thread, as many at a time as there are workers.
/// </summary>
public interface IModelBackend : IDisposable
{
    /// <summary>The runtime's name on the wire: <c>onnx</c> or <c>torch</c>.</summary>
    string Name { get; }

    /// <summary>What it runs on, for people: device, threads, library. Known once loaded.</summary>
    string Hardware { get; }

    /// <summary>Verifies and loads the package's graph or weights in this precision, in place of what was loaded before.</summary>
    /// <returns>What is wrong with the package; null when it is loaded.</returns>
    PackageProblem? Load(ModelPackage package, ModelPrecision precision);

    /// <summary>Runs once what is slow the first time: kernels chosen, memory arenas grown.</summary>
    /// <param name="longest">Tokens of the longest text that will be run.</param>
    void Warm(int longest);

    /// <summary>
    /// What a run costs whatever is in it, as so many tokens: with what the engine begins. It depends on model and processor, so the engine
    /// measures it while it serves.
    /// </summary>
    int TokensOfARun { get; }

    /// <summary>Tokens that a run computes: padding included where the backend pads.</summary>
    /// <param name="texts">Texts of the batch.</param>
    /// <param name="tokens">Tokens of all of them, without padding.</param>
    /// <param name="longest">Tokens of its longest text.</param>
    int Computed(int texts, int tokens, int longest);

    /// <summary>Runs the model. The logits of a text do not depend on its neighbours in the batch.</summary>
    /// <param name="batch">At least one text; every text within the model's maximum.</param>
    /// <param name="logits">Filled by text, then label: exactly texts × labels values.</param>
    /// <exception cref="Exception">The runtime failed; the batch's texts are answered with E2002 and the next batch is run.</exception>
    void Run(TokenBatch batch, Span<float> logits);
}

/// <summary>What a run costs, in the time of one token.</summary>
/// <inheritdoc cref="IModelBackend.Computed"/>
internal delegate int RunCost(int texts, int tokens, int longest);
