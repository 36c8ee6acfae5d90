namespace Sentiment.Training.Teaching;

/// <summary>
/// Logistic regression over the sequences of a text, each weighed by how much more often it stands in praise than in blame (NBSVM, Wang and
/// Manning 2012). It knows nothing of word order beyond three tokens, and is better at long reviews than a small transformer that has seen only some
/// thousand of them: it teaches it by labelling those that nobody has labelled.
/// </summary>
internal sealed class NGramClassifier
{
    private const double Smoothing = 1;
    private const double LearningRate = 0.1;

    /// <summary>Weights are pulled towards zero by this much of themselves a step: few texts have a sequence in common.</summary>
    private const double Decay = 1e-5;

    private readonly float[] _ratios = new float[NGrams.TableLength];
    private readonly float[] _weights = new float[NGrams.TableLength];
    private double _bias;

    private NGramClassifier()
    {
    }

    /// <param name="texts">Their sequences and whether they are praise; both kinds.</param>
    /// <param name="epochs">Passes.</param>
    /// <param name="seed">Of their order.</param>
    public static NGramClassifier Learn(IReadOnlyList<(int[] NGrams, bool IsPositive)> texts, int epochs, int seed)
    {
        var model = new NGramClassifier();
        model.SetRatios(texts);
        var random = new Random(seed);
        var order = Enumerable.Range(0, texts.Count).ToArray();

        // AdaGrad: each weight's steps become shorter by what it has moved.
        var moved = new float[NGrams.TableLength];
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            random.Shuffle(order);
            foreach (var index in order)
            {
                model.Step(texts[index].NGrams, texts[index].IsPositive, moved);
            }
        }

        return model;
    }

    /// <returns>The probability of praise.</returns>
    public double Positive(int[] ngrams) => 1 / (1 + Math.Exp(-Margin(ngrams)));

    /// <returns>The log-odds of praise.</returns>
    public double Margin(int[] ngrams)
    {
        var sum = _bias;
        var scale = Scale(ngrams);
        foreach (var ngram in ngrams)
        {
            sum += scale * _ratios[ngram] * (1 + _weights[ngram]);
        }

        return sum;
    }

    private void Step(int[] ngrams, bool isPositive, float[] moved)
    {
        var error = (isPositive ? 1 : 0) - Positive(ngrams);
        _bias += 0.01 * error;
        var scale = Scale(ngrams);
        foreach (var ngram in ngrams)
        {
            var gradient = (error * scale * _ratios[ngram]) - (Decay * _weights[ngram]);
            moved[ngram] += (float)(gradient * gradient);
            _weights[ngram] += (float)(LearningRate * gradient / Math.Sqrt(moved[ngram] + 1e-8));
        }
    }

    // A long text has more sequences of either kind: by the root of their number they weigh alike.
    private static double Scale(int[] ngrams) => 1 / Math.Sqrt(Math.Max(1, ngrams.Length));

    private void SetRatios(IReadOnlyList<(int[] NGrams, bool IsPositive)> texts)
    {
        var (praise, blame) = (new float[NGrams.TableLength], new float[NGrams.TableLength]);
        foreach (var (ngrams, isPositive) in texts)
        {
            foreach (var ngram in ngrams)
            {
                (isPositive ? praise : blame)[ngram]++;
            }
        }

        var (allPraise, allBlame) = (praise.Sum(count => count + Smoothing), blame.Sum(count => count + Smoothing));
        for (var i = 0; i < _ratios.Length; i++)
        {
            _ratios[i] = (float)Math.Log((praise[i] + Smoothing) / allPraise / ((blame[i] + Smoothing) / allBlame));
        }
    }
}
