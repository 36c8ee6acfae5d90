namespace Sentiment.Training.Recipes;

/// <summary>All recipes of a run, read and checked before its first step: a mistake in the last one would else be found hours later.</summary>
internal sealed record RecipeSet(
    ModelRecipe Model,
    VocabularyRecipe Vocabulary,
    EmbedRecipe Embed,
    PretrainRecipe Pretrain,
    TeachRecipe Teach,
    FineTuneRecipe FineTune,
    FineTuneRecipe Distil,
    CalibrateRecipe Calibrate,
    ExportRecipe Export)
{
    /// <param name="folder">With a file a recipe.</param>
    /// <exception cref="InvalidDataException">One is missing or cannot be used; the message names each problem.</exception>
    public static RecipeSet Read(string folder)
    {
        var recipes = new RecipeSet(
            RecipeFile.Read<ModelRecipe>(folder, "model"),
            RecipeFile.Read<VocabularyRecipe>(folder, "vocabulary"),
            RecipeFile.Read<EmbedRecipe>(folder, "embed"),
            RecipeFile.Read<PretrainRecipe>(folder, "pretrain"),
            RecipeFile.Read<TeachRecipe>(folder, "teach"),
            RecipeFile.Read<FineTuneRecipe>(folder, "finetune"),
            RecipeFile.Read<FineTuneRecipe>(folder, "distil"),
            RecipeFile.Read<CalibrateRecipe>(folder, "calibrate"),
            RecipeFile.Read<ExportRecipe>(folder, "export"));
        var problems = RecipeChecks.Problems(recipes).ToArray();
        return problems.Length == 0
            ? recipes
            : throw new InvalidDataException($"The recipes in {folder} cannot be used:\n{string.Join('\n', problems)}");
    }

    /// <summary>All corpora that any stage reads, each once.</summary>
    public IEnumerable<string> Corpora =>
        Vocabulary.Corpora.Keys
            .Concat(Pretrain.Corpora)
            .Concat(Teach.Labelled)
            .Concat(Teach.Unlabelled)
            .Concat(FineTune.Sets.Concat(Distil.Sets).Select(set => set.Corpus))
            .Concat(Calibrate.Corpora)
            .Concat(Export.Measured)
            .Append(Data.Corpora.Validation)
            .Append(Data.Corpora.Embeddings)
            .Distinct(StringComparer.Ordinal);
}
