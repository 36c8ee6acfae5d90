using Sentiment.Models.Packages;

namespace Sentiment.Serving.Backends;

/// <summary>What a backend says to a precision that it cannot compute in.</summary>
public static class UnsupportedPrecision
{
    /// <param name="package">What was to be loaded.</param>
    /// <param name="backend">The backend's name on the wire.</param>
    /// <param name="asked">The precision asked for.</param>
    /// <param name="supported">Those that the backend has.</param>
    public static PackageProblem Refuse(ModelPackage package, string backend, ModelPrecision asked, params IEnumerable<ModelPrecision> supported)
    {
        var choice = string.Join(" or ", supported);
        return new PackageProblem(
            PackageProblemKind.Unsupported,
            package.Directory,
            choice,
            $"{asked}",
            $"the {backend} pool cannot run a model in {asked}",
            $"Set Sentiment:Model:Precision to {choice}");
    }
}
