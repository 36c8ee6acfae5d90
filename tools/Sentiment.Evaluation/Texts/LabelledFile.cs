using System.IO.Compression;
using System.Text;
using Sentiment.Training.Data;

namespace Sentiment.Evaluation.Texts;

/// <summary>
/// A file of texts with their right answers: UTF-8, maybe gzipped, <c>label TAB text</c> a line. Labels: 0 blame, 1 praise, 2 neither, - none.
/// A file that has the labels 3 and 4 has the five grades of SST: 0 and 1 are blame, 3 and 4 praise, 2 neither.
/// </summary>
/// <param name="Name">Of the file, without <c>.tsv</c> and <c>.gz</c>.</param>
/// <param name="Texts">Those that are blame or praise.</param>
/// <param name="LeftOut">Lines that are neither, or have no label.</param>
internal sealed record LabelledFile(string Name, IReadOnlyList<LabelledText> Texts, int LeftOut)
{
    private const string Help = "A line is a label, a tab and a text; docs/model.md#measure-it-or-any-package has the labels.";

    private static readonly string[] Binary = ["0", "1", "2", "-"];
    private static readonly string[] Grades = ["0", "1", "2", "3", "4", "-"];

    /// <exception cref="InvalidDataException">A file cannot be used, or two have one name.</exception>
    /// <inheritdoc cref="Read(string, bool, HashSet{string})"/>
    public static IReadOnlyList<LabelledFile> ReadAll(IEnumerable<string> paths, bool heldBackOnly)
    {
        // A text that stands in two corpora would count twice, and make intervals narrower than they are.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        LabelledFile[] files = [.. paths.Select(path => Read(path, heldBackOnly, seen))];
        return files.CountBy(file => file.Name).FirstOrDefault(name => name.Value > 1).Key is { } twice
            ? throw new InvalidDataException($"Two files are called {twice}, and figures are given by name: rename one, or measure them one after the other.")
            : files;
    }

    /// <returns>The files' names and their texts, whatever their labels, each once: what a pool has answered before it is not asked for again.</returns>
    /// <exception cref="InvalidDataException">A file is missing or is no such file, or there is no text.</exception>
    public static (IReadOnlyList<string> Names, IReadOnlyList<string> Texts) ReadTexts(IReadOnlyList<string> paths, bool heldBackOnly)
    {
        string[] texts = [.. paths.SelectMany(path => Chosen(path, heldBackOnly).Rows).Select(row => row.Text!).DistinctBy(text => heldBackOnly ? TextKey.Of(text) : text)];
        return texts.Length > 0
            ? ([.. paths.Select(NameOf)], texts)
            : throw new InvalidDataException($"{string.Join(", ", paths)}: there is no text{(heldBackOnly ? " that is held back" : string.Empty)}. {Help}");
    }

    /// <param name="path">Of the file.</param>
    /// <param name="heldBackOnly">Only texts whose labels training holds back, each once.</param>
    /// <param name="seen">Held-back texts that were read before.</param>
    /// <exception cref="InvalidDataException">The file is missing, is no such file, or has no text that can be measured.</exception>
    public static LabelledFile Read(string path, bool heldBackOnly, HashSet<string> seen)
    {
        var (chosen, graded) = Chosen(path, heldBackOnly);
        var labelled = chosen.Where(row => row.Label is not ("2" or "-")).ToArray();
        var texts = labelled
            .Where(row => !heldBackOnly || seen.Add(TextKey.Of(row.Text!)))
            .Select(row => new LabelledText(row.Text!, IsPositive: row.Label is "3" or "4" || (row.Label == "1" && !graded)))
            .ToArray();
        return texts.Length > 0
            ? new LabelledFile(NameOf(path), texts, chosen.Count - labelled.Length)
            : throw new InvalidDataException($"{path} has no text that is blame or praise{(heldBackOnly ? " among those that are held back" : string.Empty)}. {Help}");
    }

    private static (List<Row> Rows, bool AreGraded) Chosen(string path, bool heldBackOnly)
    {
        var rows = Rows(path);
        var graded = rows.Any(row => row.Label is "3") && rows.Any(row => row.Label is "4");
        Check(path, rows, graded ? Grades : Binary);

        var split = graded ? CorpusSplit.OfTreebank(rows.Select(row => row.Text!)) : CorpusSplit.OfTexts;
        return (heldBackOnly ? [.. rows.Where(row => split.PurposeOf(row.Text!) == TextPurpose.Measuring)] : rows, graded);
    }

    private static string NameOf(string path)
    {
        var name = Path.GetFileName(path);
        foreach (var ending in new[] { ".gz", ".tsv" })
        {
            name = name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? name[..^ending.Length] : name;
        }

        return name;
    }

    private static void Check(string path, List<Row> rows, string[] known)
    {
        foreach (var row in rows)
        {
            var problem = row.Text is null ? "there is no tab"
                : !known.Contains(row.Label) ? $"the label '{Shown(row.Label)}' is none of {string.Join(", ", known)}"
                : string.IsNullOrWhiteSpace(row.Text) ? "the text is empty"
                : null;
            if (problem is not null)
            {
                throw new InvalidDataException($"{path}, line {row.Line}: {problem}. {Help}");
            }
        }
    }

    private static List<Row> Rows(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var reader = new StreamReader(
                path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file,
                new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            var rows = new List<Row>();
            for (var line = 1; reader.ReadLine() is { } content; line++)
            {
                var tab = content.IndexOf('\t', StringComparison.Ordinal);
                rows.Add(new Row(line, content[..Math.Max(tab, 0)], tab < 0 ? null : content[(tab + 1)..]));
            }

            return rows;
        }
        catch (DecoderFallbackException error)
        {
            throw new InvalidDataException($"{path} is not UTF-8: {error.Message}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new InvalidDataException($"{path} cannot be read: {error.Message}", error);
        }
    }

    // A file of another kind may have a whole text there.
    private static string Shown(string label) => label.Length > 12 ? label[..12] + "…" : label;

    /// <param name="Text">Null where the line has no tab.</param>
    private readonly record struct Row(int Line, string Label, string? Text);
}

/// <param name="Text">As it stands in the file.</param>
/// <param name="IsPositive">Whether it is praise.</param>
internal sealed record LabelledText(string Text, bool IsPositive);
