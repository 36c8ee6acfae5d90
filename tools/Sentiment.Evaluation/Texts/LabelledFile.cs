using System.IO.Compression;
using Sentiment.Training.Data;

namespace Sentiment.Evaluation.Texts;

/// <summary>
/// A file of texts with their right answers: UTF-8, maybe gzipped, <c>label TAB text</c> a line. Labels: 0 blame, 1 praise, 2 neither, - none.
/// A file with labels up to 4 has the five grades of SST: 0 and 1 are blame, 3 and 4 praise, 2 neither.
/// </summary>
/// <param name="Name">Of the file, without its ending.</param>
/// <param name="Texts">Those that are blame or praise.</param>
/// <param name="LeftOut">Lines that are neither, or have no label.</param>
internal sealed record LabelledFile(string Name, IReadOnlyList<LabelledText> Texts, int LeftOut)
{
    private static readonly string[] Binary = ["0", "1", "2", "-"];
    private static readonly string[] Grades = ["0", "1", "2", "3", "4", "-"];

    /// <param name="path">Of the file.</param>
    /// <param name="heldBackOnly">Only texts that no stage of training learns from, each once.</param>
    /// <exception cref="InvalidDataException">The file is missing, is no such file, or has no text that can be measured.</exception>
    public static LabelledFile Read(string path, bool heldBackOnly)
    {
        var rows = Rows(path);
        var graded = rows.Any(row => row.Label is "3" or "4");
        var known = graded ? Grades : Binary;
        if (rows.FirstOrDefault(row => !known.Contains(row.Label)) is { Line: > 0 } odd)
        {
            throw new InvalidDataException(
                $"{path}, line {odd.Line}: the label '{Shown(odd.Label)}' is none of {string.Join(", ", known)}. A line is a label, a tab and a text.");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var chosen = heldBackOnly ? [.. rows.Where(row => HoldOut.IsMeasured(row.Text) && seen.Add(TextKey.Of(row.Text)))] : rows;
        var texts = chosen
            .Where(row => row.Label is not ("2" or "-"))
            .Select(row => new LabelledText(row.Text, IsPositive: row.Label is "3" or "4" || (row.Label == "1" && !graded)))
            .ToArray();
        return texts.Length > 0
            ? new LabelledFile(Path.GetFileName(path).Split('.')[0], texts, chosen.Count - texts.Length)
            : throw new InvalidDataException($"{path} has no text that is blame or praise{(heldBackOnly ? " among those that are held back" : string.Empty)}.");
    }

    private static List<Row> Rows(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var reader = new StreamReader(path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file);
            var rows = new List<Row>();
            for (var line = 1; reader.ReadLine() is { } content; line++)
            {
                var tab = content.IndexOf('\t', StringComparison.Ordinal);
                rows.Add(new Row(line, content[..Math.Max(tab, 0)], content[(tab + 1)..]));
            }

            return rows;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new InvalidDataException($"{path} cannot be read: {error.Message}", error);
        }
    }

    // A file of another kind may have a whole text there.
    private static string Shown(string label) => label.Length > 12 ? label[..12] + "…" : label;

    private readonly record struct Row(int Line, string Label, string Text);
}

/// <param name="Text">As it stands in the file.</param>
/// <param name="IsPositive">Whether it is praise.</param>
internal sealed record LabelledText(string Text, bool IsPositive);
