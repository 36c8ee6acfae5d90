using System.Globalization;

namespace Sentiment.Benchmarks.Baselines.Loops;

/// <summary>What the benchmark and a loop say to each other: one line each way, over the loop's standard streams.</summary>
internal static class LoopMessages
{
    /// <summary>The model is loaded.</summary>
    public const string Loaded = "loaded";

    /// <summary>The texts of the next run are sorted and padded.</summary>
    public const string Prepared = "prepared";

    /// <summary>The run is over.</summary>
    public const string Done = "done";

    /// <summary>Asks for texts to be made ready: how many a batch, and which of the file's.</summary>
    public static string Prepare(int batch, int first, int count) => string.Create(CultureInfo.InvariantCulture, $"prepare {batch} {first} {count}");

    /// <summary>Asks for a run of what is ready, so many batches at a time.</summary>
    public static string Run(int atATime) => string.Create(CultureInfo.InvariantCulture, $"run {atATime}");

    /// <summary>How many batches at a time.</summary>
    public static int ReadRun(string line) => int.Parse(line.AsSpan("run ".Length), CultureInfo.InvariantCulture);

    /// <summary>Null when the line asks for something else.</summary>
    public static (int Batch, int First, int Count)? ReadPrepare(string line) =>
        line.Split(' ') is ["prepare", var batch, var first, var count]
            ? (int.Parse(batch, CultureInfo.InvariantCulture), int.Parse(first, CultureInfo.InvariantCulture), int.Parse(count, CultureInfo.InvariantCulture))
            : null;

    /// <summary>Token ids, a text a line.</summary>
    public static void WriteTexts(string path, IEnumerable<int[]> texts) =>
        File.WriteAllLines(path, texts.Select(static text => string.Join(' ', text.Select(static id => id.ToString(CultureInfo.InvariantCulture)))));

    public static int[][] ReadTexts(string path) =>
        [.. File.ReadLines(path).Select(static line => Array.ConvertAll(line.Split(' '), static id => int.Parse(id, CultureInfo.InvariantCulture)))];
}
