using Sentiment.Models.DistilBert;
using static TorchSharp.torch;

namespace Sentiment.Models.Torch;

/// <summary>One layer of <see cref="DistilBertInference"/>: all rows of a ragged batch in, all rows out.</summary>
internal sealed class InferenceLayer(InferenceWeights weights, RaggedAttention attention, int number)
{
    private readonly LinearWeights _projection =
        weights.Linear(DistilBertTensors.Query(number), DistilBertTensors.Key(number), DistilBertTensors.Value(number));

    private readonly InferenceLayerEnd _end = new(weights, number);

    /// <summary>tokens × width to the same.</summary>
    public Tensor Forward(Tensor hidden, PackedTexts texts)
    {
        // A scope a step, here and below: what a run has alive at once is what each thread's part of the heap grows to.
        using var scope = NewDisposeScope();
        return _end.Forward(hidden, Attend(hidden, texts)).MoveToOuterDisposeScope();
    }

    private Tensor Attend(Tensor hidden, PackedTexts texts)
    {
        using var scope = NewDisposeScope();
        return attention.OfAll(_projection.Of(hidden), texts.Groups).MoveToOuterDisposeScope();
    }
}

/// <summary>The last layer, of which only the [CLS] rows are read: after keys and values, nothing else is computed.</summary>
internal sealed class LastInferenceLayer(InferenceWeights weights, RaggedAttention attention, int number)
{
    private readonly LinearWeights _query = weights.Linear(DistilBertTensors.Query(number));
    private readonly LinearWeights _keysAndValues = weights.Linear(DistilBertTensors.Key(number), DistilBertTensors.Value(number));
    private readonly InferenceLayerEnd _end = new(weights, number);

    /// <summary>tokens × width to texts × width, the texts sorted.</summary>
    public Tensor Forward(Tensor hidden, PackedTexts texts)
    {
        using var scope = NewDisposeScope();
        var first = hidden.index_select(0, texts.FirstRows);
        return _end.Forward(first, Attend(first, hidden, texts)).MoveToOuterDisposeScope();
    }

    private Tensor Attend(Tensor first, Tensor hidden, PackedTexts texts)
    {
        using var scope = NewDisposeScope();
        return attention.OfFirst(_query.Of(first), _keysAndValues.Of(hidden), texts.Groups).MoveToOuterDisposeScope();
    }
}

/// <summary>What follows attention in a layer: its output, the feed-forward, and the sums with what came in. Each row by itself.</summary>
internal sealed class InferenceLayerEnd(InferenceWeights weights, int number)
{
    private readonly LinearWeights _output = weights.Linear(DistilBertTensors.AttentionOutput(number));
    private readonly NormWeights _attentionNorm = weights.Norm(DistilBertTensors.AttentionNorm(number));
    private readonly LinearWeights _widen = weights.Linear(DistilBertTensors.FeedForwardIn(number));
    private readonly LinearWeights _narrow = weights.Linear(DistilBertTensors.FeedForwardOut(number));
    private readonly NormWeights _outputNorm = weights.Norm(DistilBertTensors.OutputNorm(number));

    public Tensor Forward(Tensor hidden, Tensor context) => FeedForward(AddAttention(hidden, context));

    // In place wherever nothing else reads the operand.
    private Tensor AddAttention(Tensor hidden, Tensor context)
    {
        using var scope = NewDisposeScope();
        return _attentionNorm.Of(_output.Of(context).add_(hidden, Scalars.One)).MoveToOuterDisposeScope();
    }

    private Tensor FeedForward(Tensor middle)
    {
        using var scope = NewDisposeScope();
        var narrow = _narrow.Of(_widen.Of(middle).gelu_());
        return _outputNorm.Of(narrow.add_(middle, Scalars.One)).MoveToOuterDisposeScope();
    }
}
