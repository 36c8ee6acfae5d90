using Sentiment.Cli.Experiments;
using Sentiment.Cli.Tests.Fixtures;
using Sentiment.TestKit;

namespace Sentiment.Cli.Tests.Experiments;

public sealed class AbSetTests : IDisposable
{
    private readonly StubRepository _repository = new();

    [Fact]
    public async Task AbSet_SomeArms_ChangesThemAndWaitsForTheGateway()
    {
        await using var gateway = await StubGateway.StartAsync(_repository, ("onnx", 80), ("torch", 20));

        var result = await SetAsync("onnx=0.5");

        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"^onnx=0\.5: in force after [0-4]\.[0-9] s\.$", result.Output);
        Assert.Equal("onnx=0.5 torch=20", FileWeights());
    }

    [Fact]
    public async Task AbSet_GatewayRefusesTheFile_SaysWhoseWeightsHold()
    {
        await using var gateway = await StubGateway.StartAsync(_repository, ("onnx", 80), ("torch", 20));
        await CommandProcess.RunAsync(UpProcess.Command(_repository, "ab"), UpProcess.Limit);
        gateway.Accepts = false;

        var result = await SetAsync("onnx=70", "torch=30");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("onnx=70 torch=30 is written, and not in force after 5.0 s.", result.Error);
        Assert.Contains("keeps its last good configuration (onnx=80 torch=20)", result.Error);
        Assert.Equal("onnx=70 torch=30", FileWeights());
    }

    [Fact]
    public async Task AbSet_GatewayGone_WritesAndSaysWhenItTakesEffect()
    {
        await using (await StubGateway.StartAsync(_repository, ("onnx", 80), ("torch", 20)))
        {
        }

        var result = await SetAsync("onnx=70");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("onnx=70 is written", result.Error);
        Assert.Contains("It takes effect when the gateway reads the file.", result.Error);
        Assert.Equal("onnx=70 torch=20", FileWeights());
    }

    [Fact]
    public async Task AbSet_NothingRuns_SaysHowToStart()
    {
        var result = await SetAsync("onnx=70");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Start one with `sentiment up`", result.Error);
    }

    [Fact]
    public async Task AbSet_FileOfSomeGateway_NeedsNoneThatRuns()
    {
        var path = Path.Combine(_repository.Root, "arms.json");
        await File.WriteAllTextAsync(
            path, """{"Sentiment": {"Arms": [{"Id": "onnx", "Weight": 80}]}} // ours""", TestContext.Current.CancellationToken);

        var result = await SetAsync("--file", "arms.json", "onnx=70");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            """{"Sentiment": {"Arms": [{"Id": "onnx", "Weight": 70}]}} // ours""",
            await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task AbSet_ManyAtOnce_LosesNone()
    {
        string[] arms = ["a", "b", "c", "d", "e", "f"];
        await using var gateway = await StubGateway.StartAsync(_repository, [.. arms.Select(arm => (arm, 1.0))]);

        var results = await Task.WhenAll(arms.Select((arm, place) => SetAsync($"{arm}={place + 10}")));

        Assert.Equal("a=10 b=11 c=12 d=13 e=14 f=15", FileWeights());
        Assert.All(results, result => Assert.Equal(0, result.ExitCode));
    }

    [Theory]
    [InlineData("onnx")]
    [InlineData("onnx=")]
    [InlineData("=5")]
    [InlineData("onnx=many")]
    [InlineData("onnx=-1")]
    [InlineData("onnx=NaN")]
    [InlineData("onnx=1e999")]
    [InlineData("onnx=1,5")]
    [InlineData("onnx=1=2")]
    public async Task AbSet_WordIsNoWeight_IsNamedAndNothingWritten(string word)
    {
        await using var gateway = await StubGateway.StartAsync(_repository, ("onnx", 80), ("torch", 20));

        var result = await SetAsync("torch=1", word);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"{word}: must be an arm and its weight", result.Error);
        Assert.Contains("See: sentiment ab set --help", result.Error);
        Assert.Equal("onnx=80 torch=20", FileWeights());
    }

    [Theory]
    [InlineData(2, "onnx stands 2 times", "onnx=1", "onnx=2")]
    [InlineData(1, "has no arm canary; it has onnx, torch", "canary=5")]
    [InlineData(1, "The weights would be onnx=0 torch=0, which add up to 0", "onnx=0", "torch=0")]
    [InlineData(1, "more than a number holds", "onnx=1e308", "torch=1e308")]
    [InlineData(2, "--file and --state", "onnx=1", "--file", "a", "--state", "b")]
    public async Task AbSet_NotPossible_SaysWhyAndNothingIsWritten(int exitCode, string why, params string[] arguments)
    {
        await using var gateway = await StubGateway.StartAsync(_repository, ("onnx", 80), ("torch", 20));

        var result = await SetAsync(arguments);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(why, result.Error);
        Assert.Equal("onnx=80 torch=20", FileWeights());
    }

    [Theory]
    [InlineData("""[{"Id": "onnx", "Weight": 1}, {"Id": "onnx", "Weight": 1}]""", "has the arm onnx 2 times")]
    [InlineData("""[{"Id": "onnx", "Weight": 1}, {"Id": "torch", "Weight": "many"}]""", "no usable weight for torch")]
    public void Apply_FileThatNoGatewayTakes_IsNotWritten(string arms, string why)
    {
        var path = Path.Combine(_repository.Root, "arms.json");
        File.WriteAllText(path, $$$"""{"Sentiment": {"Arms": {{{arms}}}}}""");

        var refused = Assert.Throws<CommandFailedException>(() =>
            WeightChange.Apply(new Dictionary<string, double> { ["onnx"] = 2 }, GatewayFile.Read(path)));

        Assert.Contains(why, refused.Message);
    }

    public void Dispose() => _repository.Dispose();

    private Task<CommandResult> SetAsync(params IReadOnlyList<string> arguments) =>
        CommandProcess.RunAsync(UpProcess.Command(_repository, ["ab", "set", .. arguments]), UpProcess.Limit);

    private string FileWeights() => WeightChange.Text(GatewayFile.Read(_repository.GatewayFile).Arms);
}
