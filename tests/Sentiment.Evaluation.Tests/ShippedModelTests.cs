using System.Text.Json;
using System.Xml.Linq;
using Sentiment.TestKit;

namespace Sentiment.Evaluation.Tests;

/// <summary>The tool as it is called, over the shipped package and texts of our own.</summary>
public sealed class ShippedModelTests : IDisposable
{
    private static readonly string Model = RepositoryRoot.Combine("models", "sentiment-base");

    private readonly string _folder = Directory.CreateTempSubdirectory("evaluation-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Run_OwnTexts_ReportsEveryVariantAndWhereTheyDiffer()
    {
        var praise = Write("praise.tsv", "1\tI love this product!\n1\tAn excellent, reliable phone.\n2\tIt is a phone.\n");
        var blame = Write("blame.tsv", $"0\tTerrible service, I want my money back.\n0\t{string.Join(' ', Enumerable.Repeat("A terrible product and a complete waste of money.", 80))}\n");

        var (exit, output) = await RunAsync("--model", Model, "--output", _folder, praise, blame);

        Assert.True(exit == 0, output);
        using var report = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(_folder, "evaluation.json"), Token));
        var root = report.RootElement;
        Assert.Equal((4, 1), (root.GetProperty("texts").GetInt32(), root.GetProperty("leftOut").GetInt32()));
        Assert.Equal(["onnx/fp32", "onnx/int8", "torch/fp32"], root.GetProperty("variants").EnumerateArray().Select(variant => variant.GetProperty("name").GetString()));
        Assert.All(root.GetProperty("variants").EnumerateArray(), variant =>
        {
            Assert.Equal(1, variant.GetProperty("all").GetProperty("accuracy").GetDouble());
            Assert.Equal(["praise", "blame"], variant.GetProperty("byCorpus").EnumerateArray().Select(slice => slice.GetProperty("name").GetString()));
            Assert.Contains("257+", variant.GetProperty("byLength").EnumerateArray().Select(slice => slice.GetProperty("name").GetString()));
        });
        Assert.Equal(3, root.GetProperty("comparisons").GetArrayLength());
        Assert.Contains("| all | 4 | 100.00 |", await File.ReadAllTextAsync(Path.Combine(_folder, "evaluation.md"), Token), StringComparison.Ordinal);
        Assert.Equal("svg", XDocument.Load(Path.Combine(_folder, "reliability.svg")).Root!.Name.LocalName);
    }

    [Fact]
    public async Task Run_NoPackage_EndsWithWhatIsWrong()
    {
        var (exit, output) = await RunAsync("--model", Path.Combine(_folder, "none"), "--output", _folder, Write("a.tsv", "1\tfine\n"));

        Assert.Equal(1, exit);
        Assert.Contains(Path.Combine(_folder, "none"), output, StringComparison.Ordinal);
        Assert.DoesNotContain(" at Sentiment.", output, StringComparison.Ordinal);
    }

    private static async Task<(int Exit, string Output)> RunAsync(params string[] arguments)
    {
        var result = await CommandProcess.RunAsync(
            new ProcessCommand(BuiltExecutable.Path("Sentiment.Evaluation"), arguments), TimeSpan.FromMinutes(2));
        return (result.ExitCode, result.Output + result.Error);
    }

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return path;
    }
}
