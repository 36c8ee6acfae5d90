using System.Globalization;

namespace Sentiment.Models.Packages;

/// <summary>The words of each <see cref="PackageProblem"/>.</summary>
internal static class PackageProblems
{
    public static PackageProblem NoFolder(string folder) => new(
        PackageProblemKind.Missing, folder, null, null, "there is no such folder", "Point the model path at a package, a folder with manifest.json");

    public static PackageProblem Missing(string path, string file) => new(
        PackageProblemKind.Missing, path, null, null, "the file is missing", Remedy(file));

    public static PackageProblem Unreadable(string path, string file, string reason) => new(
        PackageProblemKind.Missing, path, null, null, $"the file cannot be read ({reason})", Remedy(file));

    public static PackageProblem NotListed(string path, string file) => new(
        PackageProblemKind.NotListed, path, null, null, "manifest.json does not list this file, so nothing vouches for it", Remedy(file));

    public static PackageProblem Invalid(string path, string file, string reason) => new(
        PackageProblemKind.Invalid, path, null, null, $"the file cannot be used: {reason.TrimEnd('.')}", Remedy(file));

    public static PackageProblem WrongSize(string path, string file, long expected, long actual)
    {
        var (expectedText, actualText) = (Text(expected), Text(actual));
        var what = actual < expected ? "truncated" : "too long";
        return new PackageProblem(
            PackageProblemKind.WrongSize,
            path,
            expectedText,
            actualText,
            $"the file is {what}: {actualText} bytes, manifest.json says {expectedText}",
            Remedy(file));
    }

    public static PackageProblem WrongDigest(string path, string file, string expected, string actual) => new(
        PackageProblemKind.WrongDigest,
        path,
        expected,
        actual,
        $"the file has other content than its manifest says: SHA-256 {actual}, expected {expected}",
        Remedy(file));

    private static string Text(long size) => size.ToString(CultureInfo.InvariantCulture);

    private static string Remedy(string file) => file switch
    {
        PackageFiles.OnnxFp32 => "The build derives it from model.safetensors: delete it if it is there, then run 'dotnet build tools/Sentiment.Export'",
        _ => $"Restore it from git ('git restore -- {file}' in the package's folder), or make the package again with './sentiment train'",
    };
}
