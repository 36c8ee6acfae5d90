namespace Sentiment.Training.Tests;

public sealed class TrainingArgumentsTests
{
    [Fact]
    public void Parse_Folders_TakesThemAndTheDefaults()
    {
        var arguments = TrainingArguments.Parse(["--data", "/d", "--output", "/o", "--work", "/w", "--recipes", "/r", "--seed", "9", "--stages", "pretrain, export"]);

        Assert.Equal(("/d", "/o", "/w", "/r", 9, 2), (arguments.Data, arguments.Output, arguments.Work, arguments.Recipes, arguments.Seed, arguments.Threads));
        Assert.Equal(["pretrain", "export"], arguments.Stages);
    }

    [Fact]
    public void Parse_NoWorkFolder_IsUnderTheCurrentOne() =>
        Assert.Equal(Path.GetFullPath(".sentiment/training"), TrainingArguments.Parse(["--data", "/d", "--output", "/o"]).Work);

    [Fact]
    public void Parse_NoStages_IsAllOfThem() =>
        Assert.Equal(TrainingPipeline.Stages, TrainingArguments.Parse(["--data", "/d", "--output", "/o"]).Stages);

    [Fact]
    public void Parse_UnknownStage_NamesThoseThereAre() => Assert.Contains(
        "There is no stage distill; there are vocabulary, embed, pretrain, teach",
        Assert.Throws<UsageException>(() => TrainingArguments.Parse(["--data", "/d", "--output", "/o", "--stages", "distill"])).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("--data", "/d", "--output", "/o", "--seed", "x")]
    [InlineData("--data", "/d", "--output", "/o", "--threads", "0")]
    [InlineData("--data", "/d", "--output", "/o", "--stages", "")]
    [InlineData("--date", "/d")]
    [InlineData("--data", "/d", "--output")]
    [InlineData("--output", "/o")]
    public void Parse_UnknownOrMissing_SaysWhat(params string[] arguments) =>
        Assert.Contains("--", Assert.Throws<UsageException>(() => TrainingArguments.Parse(arguments)).Message, StringComparison.Ordinal);
}
