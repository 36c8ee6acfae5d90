using System.Globalization;
using System.Text;
using Sentiment.Models.Packages;
using Sentiment.Training.Data;

namespace Sentiment.Training.Export;

/// <summary>The package's README.md, with the figures of this very run.</summary>
internal static class ModelCard
{
    public static string Write(
        ExportSettings settings, PackageInputs inputs, Measurements measured, IReadOnlyList<AccuracyEntry> accuracy)
    {
        var config = inputs.Model.Config;
        var set = measured.Accuracy[0];
        var card = new StringBuilder();
        Line(card, $"""
            ---
            language: en
            pipeline_tag: text-classification
            ---
            # {settings.Name} {settings.Version}

            English sentiment in two labels, NEGATIVE and POSITIVE, for comments, feedback, sentences and whole reviews. Trained from scratch by
            `tools/Sentiment.Training`; `./sentiment train --data DIR` makes it again from the corpora below.

            ## Model

            DistilBERT with a classification head: {config.Layers} layers of width {config.Dim}, {config.Heads} heads, feed-forward {config.HiddenDim}, {config.MaximumPositions} positions,
            a WordPiece vocabulary of {config.VocabularySize} tokens (uncased). `model.safetensors` is FP16; `onnx/model_int8.onnx` has static activation scales;
            `onnx/model.onnx` (FP32) is derived from the weights by the build. The graphs take `input_ids` and `attention_mask` and give `logits`.

            ## Figures

            | set | variant | texts | accuracy |
            |---|---|---|---|
            """);
        foreach (var entry in accuracy)
        {
            Line(card, $"| {entry.Dataset} | {entry.Variant} | {entry.Examples} | {entry.Accuracy:P2} |");
        }

        Line(card, $"""

            {measured.Dataset} has {set.Examples} sentences: ± {Margin(set):F1} points at 95 %. Held back is the label of one text
            in {HoldOut.MeasuredEvery} of each corpus, by a hash of its letters and digits; of a phrase of SST, by that of the sentence that holds it.

            | on {measured.Dataset} | mean score difference | largest | flips |
            |---|---|---|---|
            | INT8 against FP32 | {measured.Int8ToFp32.MeanScoreDifference:F5} | {measured.Int8ToFp32.LargestScoreDifference:F5} | {measured.Int8ToFp32.Flips:P2} |
            | INT8 padded to {settings.MaximumTokens} against alone | {measured.Padded.MeanScoreDifference:F6} | {measured.Padded.LargestScoreDifference:F6} | {measured.Padded.Flips:P2} |
            | INT8 in random batches of {ModelMeasuring.BatchSize} against alone | {measured.Batched.MeanScoreDifference:F6} | {measured.Batched.LargestScoreDifference:F6} | {measured.Batched.Flips:P2} |

            """);
        card.Append(Method(inputs));
        card.Append(Data(inputs));
        card.Append(Limits(settings));
        AddLogs(card, inputs);
        return card.ToString().ReplaceLineEndings("\n");
    }

    private static string Method(PackageInputs inputs) => string.Create(CultureInfo.InvariantCulture, $"""
        ## Method

        1. The vocabulary is learnt from the words of the corpora, and vectors of its tokens from their neighbours (skip-gram, begun from GloVe).
        2. Pretraining on all texts without their labels: the next word is guessed in half of them, hidden words in the others.
        3. A linear classifier over sequences of one to three tokens labels the reviews that nobody has labelled.
        4. Fine-tuning on all labelled corpora at once, with probabilities as targets: the five grades of SST, smoothed labels elsewhere, one half for
           neutral texts, the teacher's labels where it is sure; and short sentences with negations made by code. AdamW; the weights are averaged over the last steps.
        5. Distillation: the model and the linear classifier together label those reviews again, and the model goes on at a lower rate.
        6. The temperature is fitted on texts whose labels were not learnt.

        Texts that equal a text of SST-2 dev in letters and digits were not trained on. No step depends on the accuracy on it, but those who set the
        recipe had seen it in earlier runs. `docs/model.md` says what is known of what a stage is worth.

        | stage | core-hours |
        |---|---|
        {string.Join('\n', inputs.Logs.Where(log => log.CoreHours > 0).Select(log => string.Create(CultureInfo.InvariantCulture, $"| {log.Stage} | {log.CoreHours:F1} |")))}

        The others take minutes. No accelerator was used.


        """);

    /// <summary>Half the width of the 95 % interval of an accuracy, in points.</summary>
    private static double Margin(AccuracyEntry entry) => 196 * Math.Sqrt(entry.Accuracy * (1 - entry.Accuracy) / entry.Examples);

    private static void AddLogs(StringBuilder card, PackageInputs inputs)
    {
        card.Append("## Log\n\nTime since the start of the process; a run that was stopped and resumed starts again at zero.\n");
        foreach (var (stage, lines, _) in inputs.Logs)
        {
            Line(card, $"\n{stage}:\n\n```");
            foreach (var line in lines)
            {
                card.Append(line).Append('\n');
            }

            card.Append("```\n");
        }
    }

    private static void Line(StringBuilder card, FormattableString text) => card.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static string Data(PackageInputs inputs) => string.Create(CultureInfo.InvariantCulture, $"""
        ## Data, and its terms as known

        | corpus | used for | terms as known |
        |---|---|---|
        | SST-2 training phrases, SST-5 training phrases (Socher et al. 2013) | language, labels | none stated by Stanford |
        | SST-2 dev | validation only | as above |
        | IMDB reviews, training split and unlabelled (Maas et al. 2011) | language, labels | research, cite Maas 2011 |
        | Yelp sentences, weak labels from stars | language, labels | Yelp dataset terms |
        | Product reviews of 14 Amazon domains (FDU-MTL), labelled and unlabelled | language, labels | none stated |
        | Customer review sentences (CR, Hu and Liu) | language, labels | research |
        | GoEmotions mapped to polarity | language, labels | Apache-2.0 / CC BY 4.0 |
        | Tweets of three classes | language, labels | CC BY 4.0 |
        | GloVe, 100 dimensions, 10,000 words | start of the word vectors | PDDL |
        | Sentences about products, films and services, made by `TemplateSentences` | labels | this project's |

        Some of these terms allow research only: whoever ships a product with these weights should clear that first, or train on data of their own.

        Learnt with labels, without what is held back and without doubles: {string.Join(", ", inputs.Sets.Select(set => $"{set.Name} {set.Examples}"))}.


        """);

    private static string Limits(ExportSettings settings) => string.Create(CultureInfo.InvariantCulture, $"""
        ## Limits

        - Known failures, with figures in `docs/model.md`: facts that imply praise without a word for it ("They answered within minutes") are often called blame;
          negations whose turn of phrase was not taught ("The speech never struck me as wretched"), irony, and long reviews that weigh praise against blame are often misread.
        - Sentences like "I love this product!" are of the kind that `TemplateSentences` makes: that they come out right proves no quality.
        - English. Other languages, irony and domain jargon are guesses; text in an unknown script is a row of [UNK].
        - Two labels. A neutral text gets a score near one half, not a label of its own. Scores are calibrated
          (temperature {settings.Temperature}) on texts like the corpora below; on others they may be too sure.
        - Reads {settings.MaximumTokens} tokens at once. A longer text is read in windows whose logits are averaged: an argument that spans them is not followed.
        - Reviews of films, shops and products from the United States of the 2000s and 2010s shape what counts as praise. Names of groups and
          countries can move a score; do not decide about people with it.


        """);
}
