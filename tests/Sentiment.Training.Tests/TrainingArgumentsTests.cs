namespace Sentiment.Training.Tests;

public sealed class TrainingArgumentsTests
{
    [Fact]
    public void Parse_Folders_TakesThemAndTheDefaults()
    {
        var arguments = TrainingArguments.Parse(["--data", "/d", "--output", "/o", "--work", "/w", "--seed", "9"]);

        Assert.Equal(new TrainingArguments("/d", "/o", "/w", Seed: 9, Threads: 2, Steps: int.MaxValue), arguments);
    }

    [Theory]
    [InlineData("--date", "/d")]
    [InlineData("--data", "/d", "--output")]
    [InlineData("--data", "/d", "--output", "/o")]
    public void Parse_UnknownOrMissing_SaysHowToCall(params string[] arguments) =>
        Assert.Contains("Usage:", Assert.Throws<ArgumentException>(() => TrainingArguments.Parse(arguments)).Message, StringComparison.Ordinal);
}
