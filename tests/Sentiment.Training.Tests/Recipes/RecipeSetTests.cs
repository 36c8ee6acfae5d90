using System.Text.Json.Nodes;
using Sentiment.Training.Data;
using Sentiment.Training.Recipes;

namespace Sentiment.Training.Tests.Recipes;

public sealed class RecipeSetTests : IDisposable
{
    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "Recipes");

    private readonly string _folder = Directory.CreateTempSubdirectory("recipes-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_ShippedRecipes_CanBeUsed()
    {
        var recipes = RecipeSet.Read(Shipped);

        Assert.Equal((256, 8_000), (recipes.Model.Width, recipes.Vocabulary.Size));
        Assert.Equal(recipes.Corpora.Distinct(), recipes.Corpora);
        Assert.DoesNotContain(Corpora.Validation, recipes.FineTune.Sets.Select(set => set.Corpus).Concat(recipes.Pretrain.Corpora).Concat(recipes.Vocabulary.Corpora.Keys));
    }

    [Theory]
    [InlineData("model", "width", "30", "width 30 is no multiple of the 4 heads")]
    [InlineData("vocabulary", "size", "70000", "vocabulary.json: size is 70000 and must be 1 to 65536.")]
    [InlineData("pretrain", "maximum_tokens", "257", "pretrain.json: maximum_tokens is 257 and must be 3 to 256.")]
    [InlineData("pretrain", "causal_share", "1.5", "causal_share is 1.5 and must be 0 to 1")]
    [InlineData("pretrain", "epochs", "0", "epochs is 0 and must be above 0")]
    [InlineData("pretrain", "optimizer.lanes", "0", "pretrain.json: lanes is 0 and must be 1 to 64.")]
    [InlineData("finetune", "learning_rate", "-1", "finetune.json: learning_rate is -1 and must be above 0.")]
    [InlineData("finetune", "optimizer.warm_up_steps", "-1", "warm_up_steps is -1 and must be at least 0")]
    [InlineData("export", "maximum_tokens", "512", "export.json: maximum_tokens is 512 and must be 3 to 256.")]
    public void Read_AValueThatCannotBe_SaysWhichAndWhatCan(string recipe, string setting, string value, string expected)
    {
        var changed = Change(recipe, json =>
        {
            var path = setting.Split('.');
            var parent = path[..^1].Aggregate(json, (node, name) => node[name]!);
            parent[path[^1]] = JsonNode.Parse(value);
        });

        Assert.Contains(expected, changed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SeveralProblems_AreAllNamed()
    {
        var error = Change("finetune", json =>
        {
            json["sets"]![1]!["corpus"] = json["sets"]![0]!["corpus"]!.DeepClone();
            json["sets"]![1]!["targets"]!["0"] = 1.1;
            json["sets"]![2]!["share"] = 0;
        });

        Assert.Contains("sst5.phrases.train.tsv.gz stands there 2 times", error.Message, StringComparison.Ordinal);
        Assert.Contains("target of 0 in sst5.phrases.train.tsv.gz is 1.1 and must be 0 to 1", error.Message, StringComparison.Ordinal);
        Assert.Contains("share of tweets.tsv.gz is 0", error.Message, StringComparison.Ordinal);
    }

    private InvalidDataException Change(string recipe, Action<JsonNode> change)
    {
        foreach (var file in Directory.GetFiles(Shipped, "*.json"))
        {
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        }

        var path = Path.Combine(_folder, recipe + ".json");
        var json = JsonNode.Parse(File.ReadAllText(path))!;
        change(json);
        File.WriteAllText(path, json.ToJsonString());
        return Assert.Throws<InvalidDataException>(() => RecipeSet.Read(_folder));
    }
}
