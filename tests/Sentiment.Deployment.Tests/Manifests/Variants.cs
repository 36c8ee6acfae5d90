namespace Sentiment.Deployment.Tests.Manifests;

/// <summary>Every overlay, and every component on the base.</summary>
public sealed class Variants : TheoryData<string>
{
    public Variants() => AddRange((string[])[.. Kustomize.Overlays, .. Kustomize.Components]);

    internal static async Task<IReadOnlyList<Manifest>> BuildAsync(string variant)
    {
        var reason = await Kustomize.SkipReasonAsync();
        Assert.SkipWhen(reason is not null, reason ?? string.Empty);
        return await Kustomize.BuildAsync(variant);
    }
}
