using Sentiment.Cli.RunState;
using Sentiment.Cli.Up;
using Sentiment.TestKit;

namespace Sentiment.Cli.Tests.Up;

public sealed class KeptWeightsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("""[{"Id": "onnx", "Weight": 1}, {"Id": "torch", "Weight": 3}]""", 1, 3)]
    [InlineData("""[{"Id": "canary", "Weight": 5}, {"Id": "torch", "Weight": 0}, {"Id": "onnx", "Weight": 95}]""", 95, 0)]
    public void In_EarlierFileHasEveryArm_TakesItsWeights(string arms, double onnx, double torch) =>
        Assert.Equal([onnx, torch], Weights($$$"""{"Sentiment": {"Arms": {{{arms}}}}}"""));

    [Theory]
    [InlineData("""{"Sentiment": {"Arms": [{"Id": "torch", "Weight": 100}]}}""")]
    [InlineData("""{"Sentiment": {"Arms": [{"Id": "onnx", "Weight": 0}, {"Id": "torch", "Weight": 0}, {"Id": "canary", "Weight": 1}]}}""")]
    [InlineData("""{"Sentiment": {"Arms": [{"Id": "onnx", "Weight": -1}, {"Id": "torch", "Weight": 3}]}}""")]
    [InlineData("""{"Sentiment": {"Arms": [{"Id": "onnx", """)]
    [InlineData("""{"Sentiment": {}}""")]
    public void In_EarlierFileIsOfNoUse_LeavesTheShippedWeights(string earlier) => Assert.Equal([80, 20], Weights(earlier));

    [Fact]
    public void In_NoEarlierFile_LeavesTheShippedWeights() => Assert.Equal([80, 20], Weights(earlier: null));

    [Fact]
    public void In_SingleArm_HasNoUseForAnEarlierWeight() =>
        Assert.Equal([80], Weights("""{"Sentiment": {"Arms": [{"Id": "onnx", "Weight": 95}]}}""", new ArmEntry("onnx", "onnx", "onnx", 80)));

    public void Dispose() => _folder.Dispose();

    private IEnumerable<double> Weights(string? earlier) =>
        Weights(earlier, new ArmEntry("onnx", "onnx", "onnx", 80), new ArmEntry("torch", "torch", "torch", 20));

    private IEnumerable<double> Weights(string? earlier, params IReadOnlyList<ArmEntry> shipped)
    {
        var path = _folder.Combine("gateway.json");
        if (earlier is not null)
        {
            File.WriteAllText(path, earlier);
        }

        var document = new GatewayDocument(new GatewaySection(
            new AuthSection(new Dictionary<string, KeyEntry>()), new RateLimitsSection(new Dictionary<string, PlanEntry>()), shipped, new Dictionary<string, ClusterEntry>()));
        return KeptWeights.In(document, path).Sentiment.Arms.Select(arm => arm.Weight);
    }
}
