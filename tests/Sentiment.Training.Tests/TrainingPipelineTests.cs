using System.Text;
using Sentiment.Models.Packages;
using Sentiment.Training.Data;

namespace Sentiment.Training.Tests;

/// <summary>All stages over a data folder of some lines: from nothing to a package that loads.</summary>
public sealed class TrainingPipelineTests : IDisposable
{
    private const string Corpus = "some.tsv.gz";
    private const string Unlabelled = "more.tsv.gz";

    private readonly CorpusFolder _data = new();
    private readonly string _work = Directory.CreateTempSubdirectory("pipeline-").FullName;

    public TrainingPipelineTests()
    {
        string[] subjects = ["film", "phone", "hotel", "book", "app"];
        string[] words = ["fine", "great", "lovely", "poor", "awful", "broken"];
        _data.Write(Corpus, [.. Enumerable.Range(0, 240).Select(i =>
            (i % 6 < 3 ? "1" : "0", $"number {i}: the {subjects[i % 5]} that we had this time was {words[i % 6]} from the beginning to the end"))]);
        Directory.CreateDirectory(Path.Combine(_data.Path, "embeddings"));
        using (var writer = new BinaryWriter(File.Create(Path.Combine(_data.Path, Corpora.Embeddings)), Encoding.UTF8))
        {
            writer.Write(1);
            writer.Write(2);
            writer.Write("film");
            writer.Write(1f);
            writer.Write([(byte)127, 64]);
        }

        Recipe("model", """{ "width": 16, "layers": 2, "heads": 2, "feed_forward_width": 32, "positions": 32 }""");
        Recipe("vocabulary", $$"""{ "size": 400, "corpora": { "{{Corpus}}": 1 } }""");
        Recipe("embed", """{ "epochs": 1, "window": 2, "negatives": 2, "frequent": 1, "learning_rate": 0.05 }""");
        const string optimizer = """{ "tokens_per_step": 256, "warm_up_steps": 2, "decay_share": 0.5, "weight_decay": 0.01, "averaging_decay": 0.9, "lanes": 2 }""";
        Recipe("pretrain", $$"""
            { "corpora": ["{{Corpus}}"], "maximum_tokens": 32, "minimum_tokens": 4, "epochs": 1, "learning_rate": 1e-3, "causal_share": 0.5, "masked_share": 0.2, "optimizer": {{optimizer}} }
            """);
        Recipe("finetune", $$"""
            { "sets": [{ "corpus": "{{Corpus}}", "targets": { "0": 0.1, "1": 0.9 } }, { "corpus": "{{Unlabelled}}" }], "template_share": 0, "maximum_tokens": 32, "epochs": 1,
              "learning_rate": 1e-3, "dropout": 0.1, "masked_share": 0.05, "optimizer": {{optimizer}} }
            """);
        Recipe("distil", $$"""
            { "sets": [{ "corpus": "{{Corpus}}", "targets": { "0": 0.1, "1": 0.9 } }, { "corpus": "{{Unlabelled}}" }], "template_share": 0, "maximum_tokens": 32, "epochs": 1,
              "learning_rate": 1e-3, "dropout": 0.1, "masked_share": 0.05, "optimizer": {{optimizer}} }
            """);
        _data.Write(Unlabelled, [.. Enumerable.Range(0, 80).Select(i => ("-", $"letter {i}: the {subjects[i % 5]} was {words[i % 6]} from the beginning to the end"))]);
        Recipe("teach", $$"""{ "labelled": ["{{Corpus}}"], "unlabelled": ["{{Unlabelled}}"], "epochs": 3 }""");
        Recipe("calibrate", $$"""{ "corpora": ["{{Corpus}}"] }""");
        Recipe("export", """{ "name": "tiny", "version": "1.2.3", "maximum_tokens": 32, "measured": ["some.tsv.gz"], "calibration_texts": 8 }""");
    }

    private string Package => Path.Combine(_work, "package");

    public void Dispose()
    {
        _data.Dispose();
        Directory.Delete(_work, recursive: true);
    }

    [Fact]
    public void Run_AllStages_WritesAPackageThatLoads()
    {
        Assert.True(Run(out var log));

        var package = ModelPackage.Load(Package);
        Assert.True(package.Succeeded, $"{package.Problem}");
        Assert.Equal(("tiny", "1.2.3", 32), (package.Value.Manifest.Name, package.Value.Manifest.Version, package.Value.Manifest.MaximumTokens));
        Assert.Contains(package.Value.Manifest.Accuracy, entry => entry.Dataset == "some-held-back");
        Assert.Contains("Pretraining from step 0", log, StringComparison.Ordinal);
        Assert.Contains("Labelled 80 of 80 texts", log, StringComparison.Ordinal);
        Assert.Contains("The teachers together", log, StringComparison.Ordinal);
        Assert.True(package.Value.Read(PackageFiles.OnnxInt8).Succeeded);
        Assert.Contains("No baseline: fewer than 1000 texts are held back", log, StringComparison.Ordinal);
        Assert.Null(package.Value.Manifest.Baseline);
    }

    [Fact]
    public void Run_StoppedAndCalledAgain_GoesOn()
    {
        Assert.False(Run(out _, cancellation: new CancellationToken(canceled: true)));
        Assert.False(Directory.Exists(Package));

        Assert.True(Run(out _));
        Assert.True(Run(out var again));

        Assert.Contains("The vocabulary is there", again, StringComparison.Ordinal);
        Assert.Contains("The word vectors are there", again, StringComparison.Ordinal);
        Assert.Contains("The labels are there", again, StringComparison.Ordinal);
        Assert.DoesNotContain("Labelled", again, StringComparison.Ordinal);
        Assert.DoesNotContain("from step 0", again, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_StageWithoutTheOneBefore_SaysWhichIsMissing()
    {
        var error = Assert.Throws<InvalidDataException>(() => Run(out _, stages: "finetune"));

        Assert.Contains("run the stage vocabulary first", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ARecipeOfALaterStageCannotBeUsed_SaysSoBeforeTheFirst()
    {
        Recipe("calibrate", """{ "corpora": ["none.tsv.gz"] }""");

        var error = Assert.Throws<InvalidDataException>(() => Run(out _));

        Assert.Contains("lacks none.tsv.gz", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_work, "work")));
    }

    [Fact]
    public void Run_ExportWithTheTemperatureOfOtherWeights_IsRefused()
    {
        Assert.True(Run(out _));
        var weights = Path.Combine(_work, "work", "distil", "model.safetensors");
        File.Copy(Path.Combine(_work, "work", "pretrain", "model.safetensors"), weights, overwrite: true);

        var error = Assert.Throws<InvalidDataException>(() => Run(out _, stages: "export"));

        Assert.Contains("run the stage calibrate again", error.Message, StringComparison.Ordinal);
        Assert.True(ModelPackage.Load(Package).Succeeded);
    }

    private bool Run(out string log, string? stages = null, CancellationToken cancellation = default)
    {
        var console = new StringWriter();
        var arguments = TrainingArguments.Parse(
        [
            "--data", _data.Path, "--output", Package, "--work", Path.Combine(_work, "work"), "--recipes", Path.Combine(_work, "recipes"),
            .. stages is null ? [] : new[] { "--stages", stages },
        ]);
        var finished = new TrainingPipeline(arguments, console, TimeProvider.System).Run(cancellation);
        log = console.ToString();
        return finished;
    }

    private void Recipe(string stage, string json)
    {
        Directory.CreateDirectory(Path.Combine(_work, "recipes"));
        File.WriteAllText(Path.Combine(_work, "recipes", stage + ".json"), json);
    }
}
