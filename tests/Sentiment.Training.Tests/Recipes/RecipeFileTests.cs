using Sentiment.Training.Recipes;

namespace Sentiment.Training.Tests.Recipes;

public sealed class RecipeFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("recipes-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("""{ "width": 1, "layers": 1, "heads": 1, "feed_forward_width": 1, "positions": 1, "leyers": 2 }""", "leyers")]
    [InlineData("""{ "width": 1, "layers": 1, "heads": 1, "feed_forward_width": 1 }""", "positions")]
    [InlineData("""{ "width": 1, "layers": 1, "heads": 1, "feed_forward_width": 1, "positions": 1, "width": 2 }""", "width")]
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
