using Sentiment.Models.DistilBert;
using Sentiment.Models.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sentiment.Training.Pretraining;

/// <summary>
/// The classifier with a head that guesses words, as DistilBertForMaskedLM has it: a layer over the hidden state, compared with the word
/// embedding of every token. Only the positions that are asked for go through the head, a vocabulary's width each.
/// </summary>
internal sealed class LanguageModel : Module<Tensor, Tensor, Tensor>
{
    private const double NormEpsilon = 1e-12;

    private readonly Linear _transform;
    private readonly LayerNorm _norm;
    private readonly Parameter _bias;
    private readonly Tensor _words;

    /// <param name="classifier">Learnt together with the head; belongs to this.</param>
    /// <param name="type">What its encoder computes in, and so the head.</param>
    public LanguageModel(DistilBertClassifier classifier, ScalarType type = ScalarType.Float32)
        : base(nameof(LanguageModel))
    {
        Classifier = classifier;
        _transform = Linear(classifier.Config.Dim, classifier.Config.Dim, dtype: type);
        _norm = LayerNorm(classifier.Config.Dim, NormEpsilon, dtype: type);
        _bias = new Parameter(zeros(classifier.Config.VocabularySize, type));
        _words = classifier.Parameter(DistilBertTensors.WordEmbeddings);
        register_module("model", classifier);
        register_module("vocab_transform", _transform);
        register_module("vocab_layer_norm", _norm);
        register_parameter("vocab_bias", _bias);
    }

    public DistilBertClassifier Classifier { get; }

    /// <param name="hidden">From one of the classifier's encodings, batch × sequence × width.</param>
    /// <param name="places">Indices into batch × sequence, row by row: where a token is to be guessed.</param>
    /// <returns>Logits, places × vocabulary, in single precision.</returns>
    public override Tensor forward(Tensor hidden, Tensor places)
    {
        using var rows = hidden.view(-1, Classifier.Config.Dim);
        using var chosen = rows.index_select(0, places);
        using var linear = _transform.call(chosen);
        using var transformed = functional.gelu(linear);
        using var normalised = _norm.call(transformed);
        using var logits = functional.linear(normalised, _words, _bias);
        return logits.to(ScalarType.Float32);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _transform.Dispose();
            _norm.Dispose();
            _bias.Dispose();
            Classifier.Dispose();
        }

        base.Dispose(disposing);
    }
}
