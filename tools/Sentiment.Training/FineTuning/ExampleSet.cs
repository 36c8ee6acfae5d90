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

    /// <summary>All sets of a recipe, without what is held back and without any text twice: the first set that has it keeps it.</summary>
    public static IReadOnlyList<ExampleSet> Read(FineTuneRecipe recipe, string folder, WordPieceTokenizer tokenizer, int seed)
    {
        var known = new KnownTexts(folder, TextPurpose.Learning);
        return
        [
            .. recipe.Sets.Select(set => Create(set.Corpus, set.Share, Labelled(set, folder))),
            Create(Templates, recipe.TemplateShare, TemplateSentences.Create(seed)),
        ];

        ExampleSet Create(string name, double share, IEnumerable<Example> examples) => new(
            name, share, [.. EncodedExample.ForTraining(examples.Where(example => known.LetIn(example.Text)), tokenizer, recipe.MaximumTokens)]);
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

    private static IEnumerable<Example> Labelled(SetRecipe set, string folder) =>
        from row in CorpusFile.Read(Path.Combine(folder, set.Corpus))
        where set.Targets.ContainsKey(row.Label)
        select new Example(row.Text, (float)set.Targets[row.Label]);
}
