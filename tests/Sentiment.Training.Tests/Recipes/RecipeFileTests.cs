using Sentiment.Training.Recipes;

namespace Sentiment.Training.Tests.Recipes;

public sealed class RecipeFileTests : IDisposable
{
    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "Recipes");

    private readonly string _folder = Directory.CreateTempSubdirectory("recipes-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_ShippedRecipes_AreWhole()
    {
        Assert.Equal(256, RecipeFile.Read<ModelRecipe>(Shipped, "model").Width);
        Assert.Equal(8_000, RecipeFile.Read<VocabularyRecipe>(Shipped, "vocabulary").Size);
        Assert.NotEqual(0, RecipeFile.Read<EmbedRecipe>(Shipped, "embed").Epochs);
        Assert.NotEmpty(RecipeFile.Read<PretrainRecipe>(Shipped, "pretrain").Corpora);
        Assert.NotEmpty(RecipeFile.Read<FineTuneRecipe>(Shipped, "finetune").Sets);
        Assert.NotEmpty(RecipeFile.Read<TeachRecipe>(Shipped, "teach").Unlabelled);
        Assert.NotEmpty(RecipeFile.Read<CalibrateRecipe>(Shipped, "calibrate").Corpora);
        Assert.NotEmpty(RecipeFile.Read<ExportRecipe>(Shipped, "export").Version);
    }

    [Theory]
    [InlineData("""{ "width": 1, "layers": 1, "heads": 1, "feed_forward_width": 1, "positions": 1, "leyers": 2 }""", "leyers")]
    [InlineData("""{ "width": 1, "layers": 1, "heads": 1, "feed_forward_width": 1 }""", "positions")]
    [InlineData("{", "model.json")]
    [InlineData("null", "empty")]
    [InlineData(null, "model.json")]
    public void Read_MisspeltOrMissing_SaysWhat(string? json, string expected)
    {
        if (json is not null)
        {
            File.WriteAllText(Path.Combine(_folder, "model.json"), json);
        }

        var error = Assert.Throws<InvalidDataException>(() => RecipeFile.Read<ModelRecipe>(_folder, "model"));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }
}
