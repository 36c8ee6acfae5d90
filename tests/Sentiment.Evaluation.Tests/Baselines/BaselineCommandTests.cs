using System.Globalization;
using Sentiment.Models.Packages;
using Sentiment.TestKit;

namespace Sentiment.Evaluation.Tests.Baselines;

/// <summary>The tool as it is called, over a copy of what the INT8 pool needs of the shipped package, and over texts of our own.</summary>
public sealed class BaselineCommandTests : IDisposable
{
    private static readonly string Shipped = RepositoryRoot.Combine("models", "sentiment-base");

    private static readonly string[] Things = ["room", "film", "phone", "meal", "driver", "lamp", "shop", "song", "hotel", "ticket"];
    private static readonly string[] Words = ["good", "bad", "lovely", "awful", "dull", "bright", "slow", "quick", "cheap", "kind"];
    private static readonly string[] Ends = ["", " and we left early", " for what it cost us in the end", ", so I am told", " on a rainy Sunday"];

    /// <summary>1,000 of them.</summary>
    private static readonly string[] Texts =
    [
        .. from thing in Things from word in Words from end in Ends from start in new[] { "The", "Their" } select $"{start} {thing} was {word}{end}.",
    ];

    private readonly TemporaryFolder _folder = new();

    public BaselineCommandTests()
    {
        foreach (var file in new[] { PackageFiles.Manifest, PackageFiles.Config, PackageFiles.Vocabulary, PackageFiles.TokenizerConfig, PackageFiles.OnnxInt8 })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder.Combine(file))!);
            File.Copy(Path.Combine(Shipped, file), _folder.Combine(file));
        }
    }

    private string Manifest => _folder.Combine(PackageFiles.Manifest);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WriteBaseline_OwnTexts_ChangesTheBaselineAloneAndTheyAreNoDriftThen()
    {
        var before = ModelPackage.Load(Shipped).Value!;

        var (exit, output) = await RunAsync("--write-baseline", Write(Texts));

        Assert.True(exit == 0, output);
        var after = ModelPackage.Load(_folder.Path).Value!;
        Assert.Equal((1_000, ModelVariants.OnnxInt8), (after.Manifest.Baseline!.Texts, after.Manifest.Baseline.Variant));
        Assert.Equal(["own"], after.Manifest.Baseline.MeasuredOn);
        Assert.Equal(before.Digest, after.Digest);
        Assert.Equal(PackageJson.WithBaseline(await File.ReadAllBytesAsync(Path.Combine(Shipped, PackageFiles.Manifest), TestContext.Current.CancellationToken), after.Manifest.Baseline), await File.ReadAllBytesAsync(Manifest, TestContext.Current.CancellationToken));
        Assert.False(File.Exists(Manifest + ".new"));

        var drift = await DriftAsync(Texts);
        Assert.All(drift, static feature => Assert.InRange(feature.Value, 0, 0.0001));
    }

    /// <summary>The shipped baseline is of other texts: short ones of our own have drifted from it, by a number.</summary>
    [Fact]
    public async Task Drift_OwnTextsAndTheShippedBaseline_IsFiniteAndLarge()
    {
        var manifest = await File.ReadAllBytesAsync(Manifest, TestContext.Current.CancellationToken);

        var drift = await DriftAsync(Texts);

        Assert.Equal(["confidence", "label", "text_length", "unknown_tokens"], drift.Keys.Order(StringComparer.Ordinal));
        Assert.All(drift.Values, static index => Assert.True(double.IsFinite(index) && index >= 0));
        Assert.InRange(drift["text_length"], 0.2, double.MaxValue);
        Assert.Equal(manifest, await File.ReadAllBytesAsync(Manifest, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task WriteBaseline_TooFewTexts_SaysSoAndChangesNothing()
    {
        var manifest = await File.ReadAllBytesAsync(Manifest, TestContext.Current.CancellationToken);

        // What is said twice is one text.
        var (exit, output) = await RunAsync("--write-baseline", Write([.. Texts[..999], Texts[0]]));

        Assert.Equal(1, exit);
        Assert.Contains("at least 1000 texts that differ, and there are 999", output, StringComparison.Ordinal);
        Assert.Equal(manifest, await File.ReadAllBytesAsync(Manifest, TestContext.Current.CancellationToken));
        Assert.False(File.Exists(Manifest + ".new"));
    }

    [Fact]
    public async Task WriteBaseline_AFolderThatCannotBeWritten_SaysSoBeforeAnyRun()
    {
        // Whoever is root may write everywhere, but not over a folder.
        Directory.CreateDirectory(Manifest + ".new");

        var (exit, output) = await RunAsync("--write-baseline", Write(Texts));

        Assert.Equal(1, exit);
        Assert.Contains($"{Manifest} cannot be changed", output, StringComparison.Ordinal);
        Assert.DoesNotContain("1000 texts …", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteBaseline_APackageWithoutOne_HasOneAfterwards()
    {
        await File.WriteAllBytesAsync(
            Manifest, PackageJson.Write(ModelPackage.Load(Shipped).Value!.Manifest with { Baseline = null }), TestContext.Current.CancellationToken);

        var (exit, output) = await RunAsync("--write-baseline", Write(Texts));

        Assert.True(exit == 0, output);
        Assert.Contains("no baseline to hold them against", output, StringComparison.Ordinal);
        Assert.Equal(1_000, ModelPackage.Load(_folder.Path).Value!.Manifest.Baseline!.Texts);
    }

    [Fact]
    public async Task Drift_ABrokenPackage_SaysWhatIsWrong()
    {
        await File.WriteAllTextAsync(Manifest, "{", TestContext.Current.CancellationToken);

        var (exit, output) = await RunAsync("--drift", Write(Texts));

        Assert.Equal(1, exit);
        Assert.Contains(Manifest, output, StringComparison.Ordinal);
        Assert.DoesNotContain(" at Sentiment.", output, StringComparison.Ordinal);
    }

    /// <returns>The index of each feature, as it is printed.</returns>
    private async Task<Dictionary<string, double>> DriftAsync(string[] texts)
    {
        var (exit, output) = await RunAsync("--drift", Write(texts));
        Assert.True(exit == 0, output);
        return output.Split('\n')
            .Where(static line => line.StartsWith("  ", StringComparison.Ordinal))
            .Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToDictionary(static parts => parts[0], static parts => double.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    private async Task<(int Exit, string Output)> RunAsync(params string[] arguments)
    {
        var result = await CommandProcess.RunAsync(
            new ProcessCommand(BuiltExecutable.Path("Sentiment.Evaluation"), ["--model", _folder.Path, "--output", _folder.Path, .. arguments]), TimeSpan.FromMinutes(2));
        return (result.ExitCode, result.Output + result.Error);
    }

    private string Write(string[] texts)
    {
        var path = _folder.Combine("own.tsv");
        File.WriteAllLines(path, texts.Select(static text => $"-\t{text}"));
        return path;
    }
}
