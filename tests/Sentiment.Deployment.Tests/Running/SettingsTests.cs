using System.Text.Json.Nodes;
using Sentiment.Deployment.Tests.Manifests;
using Sentiment.TestKit;

namespace Sentiment.Deployment.Tests.Running;

/// <summary>That the settings of every overlay are ones that a service takes, and that its probes ask what it answers.</summary>
public sealed class SettingsTests
{
    private const int Misconfigured = 78;

    // As the pools are one code, one of them stands for both.
    private static readonly string[] Started = ["sentiment-gateway", "sentiment-inference-onnx"];

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static TheoryData<string> Overlays { get; } = [.. Kustomize.Overlays];

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Services_StartWithTheirSettingsAndAnswerTheirProbes(string overlay)
    {
        var manifests = await Variants.BuildAsync(overlay);
        foreach (var deployment in manifests.Where(static manifest => manifest.Kind == "Deployment" && Started.Contains(manifest.Name)))
        {
            await using var service = DeployedService.Start(deployment, manifests);
            foreach (var path in ProbesOf(deployment))
            {
                await Poll.UntilAsync(
                    async () => service.Process.HasExited
                        ? throw new InvalidOperationException($"{deployment} has ended:\n{string.Join('\n', service.Process.Output)}")
                        : await HttpProbe.IsWellAsync(new Uri(service.Management, path), TestContext.Current.CancellationToken),
                    Limit,
                    TestContext.Current.CancellationToken,
                    $"{deployment} {path}");
            }

            service.Process.Signal(ProcessSignal.Terminate);
            Assert.Equal(0, await service.Process.WaitForExitAsync(Limit));
        }
    }

    [Fact]
    public async Task Service_ASettingThatItDoesNotKnow_EndsAndNamesIt()
    {
        var manifests = await Variants.BuildAsync("overlays/dev");
        var deployment = manifests.Single(static manifest => manifest is { Kind: "Deployment", Name: "sentiment-gateway" });

        await using var service = DeployedService.Start(deployment, manifests, static settings => settings["Sentiment"]!["Armz"] = new JsonArray());

        Assert.Equal(Misconfigured, await service.Process.WaitForExitAsync(Limit));
        Assert.Contains(service.Process.Output, static line => line.Contains("Armz", StringComparison.Ordinal));
    }

    private static string[] ProbesOf(Manifest deployment)
    {
        var container = deployment.Template!["spec"]!["containers"]![0]!;
        string[] probes = ["startupProbe", "readinessProbe", "livenessProbe"];
        return [.. probes.Select(probe => Manifest.Text(container[probe]!["httpGet"]!, "path"))];
    }
}
