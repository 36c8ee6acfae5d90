using Sentiment.Training.Optimization;
using static TorchSharp.torch;

namespace Sentiment.Training.Pretraining;

/// <summary>
/// Learns to guess words in texts without labels, in two ways: in some texts the next word, from those before it, and in the others words
/// that were hidden, from both sides (GPT-BERT, arXiv:2410.24159). Hidden words alone are few; every word is the next of another, and from so little text that is
/// learnt first. A token is always guessed from the state of the one before it, so that both are one task for the weights.
/// </summary>
/// <param name="model">Learnt.</param>
/// <param name="texts">Token ids, [CLS] first and [SEP] last.</param>
/// <param name="masking">Hides words.</param>
/// <param name="causalShare">Share of the texts of a step in which the next word is guessed, 0 to 1.</param>
internal sealed class LanguageObjective(LanguageModel model, IReadOnlyList<ushort[]> texts, WordMasking masking, double causalShare) : IObjective
{
    public nn.Module Module => model;

    public Tensor Loss(ReadOnlySpan<int> indices, Random random)
    {
        // A step of one text draws which of the two it is for.
        var share = causalShare * indices.Length;
        var causal = (int)share + (random.NextDouble() < share - (int)share ? 1 : 0);
        var losses = new List<Tensor>();
        if (causal > 0)
        {
            losses.Add(NextWords(indices[..causal]) * tensor(causal / (float)indices.Length));
        }

        if (causal < indices.Length)
        {
            losses.Add(HiddenWords(indices[causal..], random) * tensor((indices.Length - causal) / (float)indices.Length));
        }

        return losses.Count == 1 ? losses[0] : losses[0] + losses[1];
    }

    public void Dispose() => model.Dispose();

    private Tensor NextWords(ReadOnlySpan<int> indices)
    {
        var rows = TextRows.Create(texts, indices, model.Classifier.Config.PadTokenId);
        var guesses = new Guesses();
        for (var row = 0; row < indices.Length; row++)
        {
            var length = texts[indices[row]].Length;
            for (var place = 1; place < length; place++)
            {
                guesses.Add(row * rows.Width + place, rows.Ids[row * rows.Width + place]);
            }
        }

        return Loss(model.Classifier.EncodeCausal(rows.IdTensor()), guesses);
    }

    private Tensor HiddenWords(ReadOnlySpan<int> indices, Random random)
    {
        var rows = TextRows.Create(texts, indices, model.Classifier.Config.PadTokenId);
        var guesses = new Guesses();
        var hidden = new List<(int Place, long Id)>();
        for (var row = 0; row < indices.Length; row++)
        {
            hidden.Clear();
            masking.Apply(rows.Ids.AsSpan(row * rows.Width, texts[indices[row]].Length), random, hidden);
            foreach (var (place, id) in hidden)
            {
                guesses.Add(row * rows.Width + place, id);
            }
        }

        return Loss(model.Classifier.Encode(rows.IdTensor(), rows.MaskTensor()), guesses);
    }

    private Tensor Loss(Tensor hidden, Guesses guesses) =>
        nn.functional.cross_entropy(model.call(hidden, guesses.PlaceTensor()), guesses.TargetTensor());

    /// <summary>What is guessed, and from where: the place before it.</summary>
    private sealed class Guesses
    {
        private readonly List<long> _places = [];
        private readonly List<long> _targets = [];

        /// <param name="place">Of the token, never the first of its row.</param>
        /// <param name="id">The token.</param>
        public void Add(long place, long id)
        {
            _places.Add(place - 1);
            _targets.Add(id);
        }

        public Tensor PlaceTensor() => tensor(_places.ToArray());

        public Tensor TargetTensor() => tensor(_targets.ToArray());
    }
}
