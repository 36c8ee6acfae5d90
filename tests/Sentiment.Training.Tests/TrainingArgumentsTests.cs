namespace Sentiment.Training.Tests;

public sealed class TrainingArgumentsTests
{
    [Fact]
    public void Parse_Folders_TakesThemAndTheDefaults()
    {
        var arguments = TrainingArguments.Parse(["--data", "/d", "--output", "/o", "--work", "/w", "--seed", "9"]);

        Assert.Equal(new TrainingArguments("/d", "/o", "/w", Seed: 9, Threads: 2, Steps: int.MaxValue), arguments);
    }

    [Fact]
    public void Parse_NoWorkFolder_IsUnderTheCurrentOne() =>
        Assert.Equal(Path.GetFullPath(".sentiment/training"), TrainingArguments.Parse(["--data", "/d", "--output", "/o"]).Work);

    [Theory]
    [InlineData(9, "/w/package")]
    [InlineData(10, "/o")]
    [InlineData(int.MaxValue, "/o")]
    public void PackageFolder_FewerStepsThanPlanned_IsInTheWorkFolder(int steps, string folder) =>
        Assert.Equal(folder, new TrainingArguments("/d", "/o", "/w", Seed: 1, Threads: 2, steps).PackageFolder(plannedSteps: 10));

    [Theory]
    [InlineData("--data", "/d", "--output", "/o", "--seed", "x")]
    [InlineData("--date", "/d")]
    [InlineData("--data", "/d", "--output")]
    [InlineData("--output", "/o")]
    public void Parse_UnknownOrMissing_SaysWhat(params string[] arguments) =>
        Assert.Contains("--", Assert.Throws<ArgumentException>(() => TrainingArguments.Parse(arguments)).Message, StringComparison.Ordinal);
}
