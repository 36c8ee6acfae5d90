namespace Sentiment.Models.Packages;

/// <summary>Kinds of <see cref="PackageProblem"/>.</summary>
public enum PackageProblemKind
{
    /// <summary>The package's folder or one of its files is not there.</summary>
    Missing,

    /// <summary>A file has another length than the manifest says: a broken copy or download.</summary>
    WrongSize,

    /// <summary>A file has the right length and other content.</summary>
    WrongDigest,

    /// <summary>A file cannot be understood: broken JSON, a field left out, a rule broken.</summary>
    Invalid,

    /// <summary>A file was asked for that the manifest does not list, so that nothing vouches for it.</summary>
    NotListed,

    /// <summary>The package is as it should be; whoever was to serve it cannot, in the way that was asked for.</summary>
    Unsupported,
}

/// <summary>Why a package cannot be used, in words for the one who runs the service.</summary>
/// <param name="Kind">What went wrong, for code.</param>
/// <param name="File">Full path of the file or folder at fault.</param>
/// <param name="Expected">Size or digest that the manifest names; null when there is none.</param>
/// <param name="Actual">What was found; null when nothing was.</param>
/// <param name="Detail">What is wrong, without the path.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record PackageProblem(
    PackageProblemKind Kind,
    string File,
    string? Expected,
    string? Actual,
    string Detail,
    string Remedy)
{
    /// <summary>One sentence with the file, what was expected and found, and the next step.</summary>
    public override string ToString() => $"{File}: {Detail}. {Remedy}";
}
