namespace Sentiment.Models.Packages;

/// <summary>Rules of a manifest that its JSON shape does not hold. Each answer names the field and the value.</summary>
internal static class ManifestRules
{
    private const string Architecture = "distilbert";
    private const int DigestDigits = 64;

    public static string? Check(ModelManifest manifest)
    {
        if (string.IsNullOrWhiteSpace(manifest.Name) || string.IsNullOrWhiteSpace(manifest.Version))
        {
            return "name and version must not be empty";
        }

        if (manifest.Labels.Count < 2 || manifest.Labels.Any(string.IsNullOrWhiteSpace))
        {
            return "labels must name at least two labels";
        }

        if (manifest.Labels.Distinct(StringComparer.Ordinal).Count() != manifest.Labels.Count)
        {
            return "labels: a label stands twice, answers could not tell them apart";
        }

        if (manifest.Architecture != Architecture)
        {
            return $"architecture is '{manifest.Architecture}', only '{Architecture}' can be served";
        }

        // The package digest is taken over these, separated by control characters: one inside would let two packages look the same.
        if (manifest.Labels.Concat(manifest.Files.Keys).Append(manifest.Name).Append(manifest.Version).Any(static text => text.Any(char.IsControl)))
        {
            return "name, version, labels and file paths must not hold control characters";
        }

        if (manifest.MaximumTokens < 3)
        {
            return $"maximum_tokens is {manifest.MaximumTokens}, at least 3 are needed: two special tokens and one of the text";
        }

        if (!double.IsFinite(manifest.Temperature) || manifest.Temperature <= 0)
        {
            return $"temperature is {manifest.Temperature}, it must be above 0";
        }

        return manifest.Files.Select(file => CheckFile(file.Key, file.Value)).FirstOrDefault(problem => problem is not null)
            ?? manifest.Golden.Select(golden => CheckGolden(golden, manifest.Labels.Count)).FirstOrDefault(problem => problem is not null)
            ?? (manifest.Baseline is { } baseline ? BaselineRules.Check(baseline, manifest.Labels) : null);
    }

    public static string? CheckAgainst(ModelManifest manifest, DistilBertConfig config)
    {
        if (manifest.MaximumTokens > config.MaximumPositions)
        {
            return $"max_position_embeddings {config.MaximumPositions} is less than the manifest's maximum_tokens {manifest.MaximumTokens}";
        }

        var labels = Enumerable.Range(0, config.LabelCount).Select(id => config.LabelById[$"{id}"]);
        return labels.SequenceEqual(manifest.Labels)
            ? null
            : $"id2label has other labels than the manifest's {string.Join(", ", manifest.Labels)}";
    }

    // A path that leaves the folder would let a manifest vouch for, or make a service read, files of others.
    private static string? CheckFile(string path, FileEntry? entry)
    {
        var parts = path.Split('/');
        if (path.Contains('\\') || path.Contains(':') || parts.Any(part => part is "" or "." or ".."))
        {
            return $"files: '{path}' is not a plain relative path with forward slashes";
        }

        var lowerHex = entry is { Sha256.Length: DigestDigits } && entry.Sha256.All(char.IsAsciiHexDigitLower);
        return lowerHex && entry is { Size: >= 0 } ? null : $"files: '{path}' needs a sha256 of {DigestDigits} lower-case hex digits and a size";
    }

    private static string? CheckGolden(GoldenText? golden, int labels)
    {
        if (golden is not { TokenIds.Count: > 0 })
        {
            // JSON arrays may hold null whatever the type says.
            return "golden: a text has no token ids";
        }

        return golden.Logits.Values.Any(logits => logits is not { Tolerance: > 0 } || logits.Values.Count != labels)
            ? $"golden: each variant needs {labels} logits and a tolerance above 0"
            : null;
    }
}
