using Sentiment.Contracts;
using Sentiment.Models.Torch;
using Sentiment.Serving.Tokenization;
using Sentiment.Training.Data;
using Sentiment.Training.Evaluation;

namespace Sentiment.Training.Calibrating;

/// <summary>Whole texts as a pool reads them: in windows where they are long, whose logits are averaged.</summary>
internal static class WindowedTexts
{
    /// <returns>Token ids of each window of a text.</returns>
    public static int[][] Cut(WordPieceTokenizer tokenizer, string text, int maximum)
    {
        var capacity = maximum - WordPieceTokenizer.SpecialTokens;
        var tokens = tokenizer.Tokens(text, TextWindows.Most(capacity, Limits.TextWindows));
        return Array.ConvertAll(TextWindows.Cut(tokens.Count, capacity, Limits.TextWindows), range => tokenizer.Frame(tokens, range));
    }

    /// <returns>How much more praise than blame the model sees in each text: the difference of its logits.</returns>
    public static double[] Margins(DistilBertClassifier model, WordPieceTokenizer tokenizer, IReadOnlyList<Example> examples, int maximum)
    {
        var windows = examples.SelectMany((example, text) => Cut(tokenizer, example.Text, maximum).Select(ids => (Text: text, Ids: ids))).ToArray();
        var logits = TorchEvaluator.Logits(model, Array.ConvertAll(windows, window => window.Ids));
        var (sums, counts) = (new double[examples.Count], new int[examples.Count]);
        foreach (var (window, row) in windows.Zip(logits))
        {
            sums[window.Text] += row[1] - row[0];
            counts[window.Text]++;
        }

        return [.. sums.Zip(counts, (sum, count) => sum / count)];
    }
}
