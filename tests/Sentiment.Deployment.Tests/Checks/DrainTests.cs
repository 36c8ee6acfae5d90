using System.Globalization;
using System.Text.Json.Nodes;
using Sentiment.Deployment.Tests.Manifests;

namespace Sentiment.Deployment.Tests.Checks;

/// <summary>That a service has the time that it takes to drain: kubelet kills what takes longer.</summary>
public sealed class DrainTests
{
    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(60);

    [Theory]
    [ClassData(typeof(Variants))]
    public async Task GracePeriod_OfAService_IsMoreThanAllThatItWaitsFor(string variant)
    {
        var manifests = await Variants.BuildAsync(variant);
        var services = manifests.Where(static manifest => manifest is { Kind: "Deployment", Name: "sentiment-gateway" or "sentiment-inference-onnx" or "sentiment-inference-torch" }).ToArray();

        Assert.NotEmpty(services);
        foreach (var service in services)
        {
            var pod = service.Template!["spec"]!;
            var map = Manifest.List(pod["volumes"]).Select(static volume => volume["configMap"]).OfType<JsonNode>().Single();
            var settings = JsonNode.Parse(manifests.Single(manifest => manifest.Kind == "ConfigMap" && manifest.Name == Manifest.Text(map, "name")).Root["data"]!["settings.json"]!.GetValue<string>())!;
            var drain = settings["Sentiment"]!["Drain"]!;
            var own = Manifest.List(pod["containers"]![0]!["env"]).SingleOrDefault(static variable => Manifest.Text(variable, "name") == "Sentiment__Drain__FinishWithin");
            var finish = own is null ? Span(drain, "FinishWithin") : Span(own, "value");
            var preStop = TimeSpan.FromSeconds(pod["containers"]![0]!["lifecycle"]!["preStop"]!["sleep"]!["seconds"]!.GetValue<long>());

            // A pool on a node that is taken away has no more; its requests are asked of another.
            Assert.True(finish >= LongestRequest || variant == "components/spot", $"{service} cuts requests off after {finish}.");
            Assert.True(TimeSpan.FromSeconds(pod["terminationGracePeriodSeconds"]!.GetValue<long>()) > preStop + Span(drain, "Delay") + finish, $"{service} is killed before it has drained.");
        }
    }

    private static TimeSpan Span(JsonNode drain, string name) => TimeSpan.Parse(Manifest.Text(drain, name), CultureInfo.InvariantCulture);
}
