using k8s;
using Sentiment.Deployment.Tests.Manifests;

namespace Sentiment.Deployment.Tests.Checks;

/// <summary>That every object is one: a field that its kind does not have is a typing error, and a cluster may pass over it in silence.</summary>
public sealed class ObjectsTests
{
    [Theory]
    [ClassData(typeof(Variants))]
    public async Task Objects_HaveOnlyFieldsOfTheirKind(string variant)
    {
        var manifests = await Variants.BuildAsync(variant);

        Assert.NotEmpty(manifests);
        Assert.Empty(manifests.Select(FlawOf).OfType<string>());
        Assert.Equal(manifests.Count, manifests.DistinctBy(static manifest => manifest.ToString()).Count());
    }

    [Theory]
    [InlineData("apiVersion: v1\nkind: Service\nmetadata: { name: x }\nspec: { selectors: { a: b } }")]
    [InlineData("apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: x }\nspec: { replicas: many }")]
    [InlineData("apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: { name: x }\nspec: { scaleTarget: { name: y } }")]
    [InlineData("apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: { name: x }\nspec: { scaleTargetRef: { name: y } }")]
    [InlineData("apiVersion: example.com/v1\nkind: Unheard\nmetadata: { name: x }")]
    public void Object_WithAFieldThatIsNone_IsRefused(string yaml) => Assert.NotNull(FlawOf(Manifest.ReadAll(yaml).Single()));

    private static string? FlawOf(Manifest manifest)
    {
        if (!manifest.IsCore)
        {
            return CustomKinds.FlawOf(manifest);
        }

        try
        {
            Assert.Single(KubernetesYaml.LoadAllFromString(manifest.Yaml, strict: true));
            return null;
        }
        catch (Exception refused) when (refused is YamlDotNet.Core.YamlException or FormatException or InvalidCastException or KeyNotFoundException)
        {
            return $"{manifest}: {refused.GetBaseException().Message}";
        }
    }
}
