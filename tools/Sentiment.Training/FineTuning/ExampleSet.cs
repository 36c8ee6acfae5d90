using Sentiment.Serving.Tokenization;
using Sentiment.Training.Data;
using Sentiment.Training.Recipes;
using Sentiment.Training.Templates;

namespace Sentiment.Training.FineTuning;

/// <summary>Examples of one origin.</summary>
/// <param name="Name">Of the corpus.</param>
/// <param name="Share">How many times each example is seen in an epoch.</param>
/// <param name="Examples">Tokenised.</param>
internal sealed record ExampleSet(string Name, double Share, IReadOnlyList<EncodedExample> Examples)
{
    private const string Templates = "templates";

    /// <summary>A teacher that is less sure than this of a text is not believed.</summary>
    private const float SureEnough = 0.8f;

    /// <summary>What is learnt of a teacher that is quite sure: it is wrong at times.</summary>
    private const float Surest = 0.95f;

    /// <summary>All sets of a recipe, without what is held back and without any text twice: the first set that has it keeps it.</summary>
    /// <param name="recipe">Which sets.</param>
    /// <param name="folder">With the corpora.</param>
    /// <param name="tokenizer">Of the model.</param>
    /// <param name="taught">The teacher's label of each row of a corpus, NaN where it has none; null for a corpus it does not know.</param>
    /// <param name="seed">Of the templates.</param>
    public static IReadOnlyList<ExampleSet> Read(
        FineTuneRecipe recipe, string folder, WordPieceTokenizer tokenizer, Func<string, float[]?> taught, int seed)
    {
        var known = new KnownTexts(folder, TextPurpose.Learning);
        return
        [
            .. recipe.Sets.Select(set => Create(set.Corpus, set.Share, Labelled(set, folder, taught), CorpusFile.Split(Path.Combine(folder, set.Corpus)))),
            Create(Templates, recipe.TemplateShare, TemplateSentences.Create(seed), CorpusSplit.OfTexts),
        ];

        ExampleSet Create(string name, double share, IEnumerable<Example> examples, CorpusSplit split)
        {
            EncodedExample[] encoded =
                [.. EncodedExample.ForTraining(examples.Where(example => known.LetIn(example.Text, split)), tokenizer, recipe.MaximumTokens)];
            return encoded.Length > 0
                ? new ExampleSet(name, share, encoded)
                : throw new InvalidDataException($"{name} has no text to fine-tune on: all are held back, stand in a set before it, or have a label without a target.");
        }
    }

    /// <summary>Indices for one epoch: each example as often as the share says, a fraction as a sample.</summary>
    /// <param name="first">Index of the set's first example.</param>
    /// <param name="random">Draws the sample.</param>
    public IEnumerable<int> Draw(int first, Random random)
    {
        var whole = (int)Share;
        var sample = Enumerable.Range(first, Examples.Count).ToArray();
        random.Shuffle(sample);
        return Enumerable.Range(0, whole).SelectMany(_ => Enumerable.Range(first, Examples.Count))
            .Concat(sample.Take((int)Math.Round((Share - whole) * Examples.Count)));
    }

    private static IEnumerable<Example> Labelled(SetRecipe set, string folder, Func<string, float[]?> taught)
    {
        var rows = CorpusFile.Read(Path.Combine(folder, set.Corpus)).ToArray();
        if (set.Targets is { } targets)
        {
            return rows.Where(row => targets.ContainsKey(row.Label)).Select(row => new Example(row.Text, (float)targets[row.Label]));
        }

        var labels = taught(set.Corpus) ?? throw new InvalidDataException($"{set.Corpus} has no targets in its recipe, and no teacher labels it: name it as unlabelled in teach.json.");
        if (labels.Length != rows.Length)
        {
            throw new InvalidDataException($"{set.Corpus} has {rows.Length} texts, and the teacher has labelled {labels.Length}: run the stages again that label it.");
        }

        return rows.Zip(labels)
            .Where(pair => Math.Max(pair.Second, 1 - pair.Second) >= SureEnough)
            .Select(pair => new Example(pair.First.Text, Math.Clamp(pair.Second, 1 - Surest, Surest)));
    }
}
