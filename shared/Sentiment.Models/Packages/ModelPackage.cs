using System.Text.Json;

namespace Sentiment.Models.Packages;

/// <summary>
/// A package on disk whose manifest and configuration were read and agree. Other files are verified when they are asked for,
/// so that a service pays only for what it uses.
/// </summary>
public sealed class ModelPackage
{
    private ModelPackage(string directory, ModelManifest manifest, DistilBertConfig config)
    {
        Directory = directory;
        Manifest = manifest;
        Config = config;
        Digest = PackageDigest.OfManifest(manifest);
    }

    /// <summary>Full path of the package's folder.</summary>
    public string Directory { get; }

    public ModelManifest Manifest { get; }

    public DistilBertConfig Config { get; }

    /// <summary>Identifies the package, see <see cref="PackageDigest.OfManifest"/>.</summary>
    public string Digest { get; }

    /// <summary>Reads <c>manifest.json</c> and <c>config.json</c>, and verifies the latter. Touches no other file.</summary>
    public static PackageResult<ModelPackage> Load(string directory)
    {
        var root = Path.GetFullPath(directory);
        if (!System.IO.Directory.Exists(root))
        {
            return PackageProblems.NoFolder(root);
        }

        var manifestPath = Path.Combine(root, PackageFiles.Manifest);
        if (PackageReader.ReadAll(manifestPath, PackageFiles.Manifest) is var bytes && !bytes.Succeeded)
        {
            return bytes.Problem;
        }

        ModelManifest manifest;
        try
        {
            manifest = PackageJson.ReadManifest(bytes.Value);
        }
        catch (JsonException error)
        {
            return PackageProblems.Invalid(manifestPath, PackageFiles.Manifest, error.Message);
        }

        if (ManifestRules.Check(manifest) is { } broken)
        {
            return PackageProblems.Invalid(manifestPath, PackageFiles.Manifest, broken);
        }

        var config = ReadConfig(root, manifest);
        return config.Succeeded ? new ModelPackage(root, manifest, config.Value) : config.Problem;
    }

    /// <summary>Full path of a file of the package, whether it is there or not.</summary>
    public string PathOf(string file) => PackageReader.PathOf(Directory, file);

    /// <summary>Reads a file whole and verifies size and digest of exactly the bytes that it returns.</summary>
    /// <param name="file">One of <see cref="PackageFiles"/>, or another path that the manifest lists.</param>
    public PackageResult<byte[]> Read(string file) => PackageReader.Read(Directory, Manifest, file);

    /// <summary>Verifies size and digest of a file that another library opens by path.</summary>
    /// <returns>The file's full path.</returns>
    public PackageResult<string> Verify(string file) => PackageReader.Verify(Directory, Manifest, file);

    private static PackageResult<DistilBertConfig> ReadConfig(string root, ModelManifest manifest)
    {
        var bytes = PackageReader.Read(root, manifest, PackageFiles.Config);
        if (!bytes.Succeeded)
        {
            return bytes.Problem;
        }

        var path = PackageReader.PathOf(root, PackageFiles.Config);
        try
        {
            var config = PackageJson.ReadConfig(bytes.Value);
            return (config.Validate() ?? ManifestRules.CheckAgainst(manifest, config)) is { } broken
                ? PackageProblems.Invalid(path, PackageFiles.Config, broken)
                : config;
        }
        catch (JsonException error)
        {
            return PackageProblems.Invalid(path, PackageFiles.Config, error.Message);
        }
    }
}
