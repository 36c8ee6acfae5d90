using System.Globalization;
using System.Runtime.InteropServices;
using Sentiment.Models.DistilBert;
using Sentiment.Models.Torch;
using Sentiment.Training.Calibrating;
using Sentiment.Training.Data;
using Sentiment.Training.FineTuning;
using Sentiment.Training.Optimization;
using Sentiment.Training.Recipes;
using Sentiment.Training.Teaching;

namespace Sentiment.Training.Stages;

/// <summary>
/// Goes on from the fine-tuned weights with better labels for the reviews that have none: those of the fine-tuned model and of the linear
/// teacher together, who are right more often than either.
/// </summary>
internal sealed class DistilStage(StageContext context, TrainedVocabulary vocabulary, TeachStage teach)
{
    public const string Name = "distil";

    /// <summary>Texts between two looks at whether to stop.</summary>
    private const int ChunkLength = 2_048;

    private readonly FineTuneStage _learning = new(context, vocabulary, Name, context.Recipes.Distil);

    private FineTuneRecipe Recipe => context.Recipes.Distil;

    private IEnumerable<SetRecipe> Unlabelled => Recipe.Sets.Where(set => set.Targets is null);

    /// <param name="weights">Of the fine-tuned model: a teacher, and where the student begins.</param>
    /// <param name="cancellation">Stops it between two chunks of texts, or at a step.</param>
    /// <returns>False where it was stopped before the end; the next call goes on.</returns>
    public bool Run(DistilBertWeights weights, CancellationToken cancellation) =>
        Labels(weights, cancellation) is { } labels && _learning.Run(Sets(labels), weights, cancellation);

    /// <exception cref="InvalidDataException">The stage has not run.</exception>
    public DistilBertWeights Result() => _learning.Result();

    private IReadOnlyList<ExampleSet> Sets(IReadOnlyDictionary<string, float[]> labels) =>
        ExampleSet.Read(Recipe, context.Arguments.Data, vocabulary.Tokenizer, file => labels.GetValueOrDefault(file), context.Arguments.Seed);

    /// <returns>Of each corpus without labels, the probability of praise of each row, NaN of those that are not labelled; null where it was stopped.</returns>
    private Dictionary<string, float[]>? Labels(DistilBertWeights weights, CancellationToken cancellation)
    {
        ForgetOtherWeights();
        using var model = DistilBertLoading.Load(weights, Recipe.Optimizer.LaneType);
        var margins = new Dictionary<string, float[]>(StringComparer.Ordinal);
        var rows = Unlabelled.ToDictionary(set => set.Corpus, set => CorpusFile.Read(context.Corpus(set.Corpus)).ToArray(), StringComparer.Ordinal);
        foreach (var set in Unlabelled)
        {
            if (Margins(model, set.Corpus, Labelled(rows[set.Corpus], set.Labelled), cancellation) is not { } found)
            {
                return null;
            }

            margins[set.Corpus] = found;
        }

        var linear = teach.Learn();
        var ensemble = Ensemble.Fit([.. context.Recipes.Teach.Labelled.SelectMany(file => Opinions(model, linear, file, TextPurpose.Calibrating))]);
        Report(ensemble, model, linear);
        return Unlabelled.ToDictionary(
            set => set.Corpus,
            set =>
            {
                var labels = Enumerable.Repeat(float.NaN, rows[set.Corpus].Length).ToArray();
                foreach (var ((place, text), margin) in Labelled(rows[set.Corpus], set.Labelled).Zip(margins[set.Corpus]))
                {
                    labels[place] = (float)ensemble.Positive(linear.Margin(teach.NGramsOf(text)), margin);
                }

                return labels;
            },
            StringComparer.Ordinal);
    }

    /// <summary>The rows of a corpus that are labelled, from its beginning to its end: neighbours are often of one film or product.</summary>
    private static (int Place, string Text)[] Labelled(LabelledText[] rows, double share)
    {
        var count = (int)Math.Ceiling(rows.Length * share);
        return [.. Enumerable.Range(0, count).Select(i => (int)((long)i * rows.Length / count)).Select(place => (place, rows[place].Text))];
    }

    /// <summary>What the model thinks of texts, kept in a file that grows by a chunk at a time.</summary>
    private float[]? Margins(DistilBertClassifier model, string file, (int Place, string Text)[] texts, CancellationToken cancellation)
    {
        var path = context.File(Name, file + ".margins");
        for (var done = Kept(path).Length; done < texts.Length; done = Kept(path).Length)
        {
            if (cancellation.IsCancellationRequested)
            {
                context.Log.Write($"Stopped after {done} of {texts.Length} texts of {file}; the same command goes on from there");
                return null;
            }

            var chunk = texts[done..Math.Min(done + ChunkLength, texts.Length)];
            var found = WindowedTexts.Margins(
                model, vocabulary.Tokenizer, Array.ConvertAll(chunk, text => new Example(text.Text, 0)), context.Recipes.Export.MaximumTokens);
            Append(path, done, Array.ConvertAll(found, margin => (float)margin));
            context.Log.Write($"Labelled {done + chunk.Length} of {texts.Length} texts of {file}");
        }

        return Kept(path);
    }

    /// <summary>Behind what is whole: a run that is killed may leave a part of a number.</summary>
    private static void Append(string path, int kept, float[] margins)
    {
        using var file = File.OpenWrite(path);
        file.Position = (long)kept * sizeof(float);
        file.Write(MemoryMarshal.AsBytes(margins.AsSpan()));
    }

    private static float[] Kept(string path) => File.Exists(path) ? MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(path)).ToArray() : [];

    /// <summary>Margins are of these weights and these texts, or nothing.</summary>
    private void ForgetOtherWeights()
    {
        var stamp = context.File(Name, "margins.sha256");
        var fingerprint = TrainingPlan.Hash(
        [
            StageContext.DigestOf(context.File(FineTuneStage.Name, StageWeights.File)),
            .. Unlabelled.Select(set => context.Digest(set.Corpus)),
            .. Unlabelled.Select(set => BitConverter.GetBytes(set.Labelled)),
            BitConverter.GetBytes((int)Recipe.Optimizer.LaneType),
            BitConverter.GetBytes(context.Recipes.Export.MaximumTokens),
        ]);
        if (File.Exists(stamp) && File.ReadAllText(stamp) == fingerprint)
        {
            return;
        }

        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(stamp)!, "*.margins"))
        {
            File.Delete(file);
        }

        File.WriteAllText(stamp, fingerprint);
    }

    private void Report(Ensemble ensemble, DistilBertClassifier model, NGramClassifier linear)
    {
        context.Log.Write(string.Create(CultureInfo.InvariantCulture, $"The teachers together: {ensemble.Linear:F2} times the linear one, {ensemble.Model:F2} times the model"));
        foreach (var file in context.Recipes.Teach.Labelled)
        {
            var texts = Opinions(model, linear, file, TextPurpose.Measuring);
            double Right(Func<(double Linear, double Model, bool IsPositive), double> margin) => texts.Average(text => margin(text) > 0 == text.IsPositive ? 1.0 : 0.0);
            context.Log.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{LabelledTexts.NameOf(file)}-held-back: linear {Right(text => text.Linear):P2}, model {Right(text => text.Model):P2}, together {Right(text => ensemble.Linear * text.Linear + ensemble.Model * text.Model):P2} of {texts.Length}"));
        }
    }

    private (double Linear, double Model, bool IsPositive)[] Opinions(DistilBertClassifier model, NGramClassifier linear, string file, TextPurpose purpose)
    {
        var examples = LabelledTexts.Read(context.Arguments.Data, file, purpose);
        return
        [
            .. WindowedTexts.Margins(model, vocabulary.Tokenizer, examples, context.Recipes.Export.MaximumTokens)
                .Zip(examples, (margin, example) => (linear.Margin(teach.NGramsOf(example.Text)), margin, example.Target > 0.5f)),
        ];
    }
}
