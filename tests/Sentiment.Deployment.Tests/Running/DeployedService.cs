using System.Text.Json;
using System.Text.Json.Nodes;
using Sentiment.Deployment.Tests.Manifests;
using Sentiment.TestKit;

namespace Sentiment.Deployment.Tests.Running;

/// <summary>
/// A service started with the settings and the environment of its manifest, outside Development, as an operator has it. Only what is this machine's is replaced, on the command line:
/// addresses, ports and where the model lies.
/// </summary>
internal sealed class DeployedService : IAsyncDisposable
{
    private const string Mounted = "/etc/sentiment/";
    private const string PoolKey = "pool-key-0123456789abcdef0123456789abcdef";

    private readonly TemporaryFolder _folder = new();

    private DeployedService()
    {
    }

    public ServiceProcess Process { get; private set; } = null!;

    public Uri Management { get; } = new($"http://127.0.0.1:{FreePorts.Take()}");

    /// <param name="deployment">Of a service of ours.</param>
    /// <param name="manifests">What it was made with.</param>
    /// <param name="change">Of the settings, before they are mounted.</param>
    public static DeployedService Start(Manifest deployment, IReadOnlyList<Manifest> manifests, Action<JsonObject>? change = null)
    {
        var service = new DeployedService();
        var container = deployment.Template!["spec"]!["containers"]![0]!;
        var map = manifests.Single(manifest => manifest.Kind == "ConfigMap" && manifest.Name == MountedMap(deployment));
        foreach (var (file, content) in (JsonObject)map.Root["data"]!)
        {
            var settings = (JsonObject)JsonNode.Parse(content!.GetValue<string>())!;
            change?.Invoke(settings);
            File.WriteAllText(service._folder.Combine(file), settings.ToJsonString());
        }

        var isPool = deployment.Name != "sentiment-gateway";
        File.WriteAllText(service._folder.Combine("secrets.json"), isPool ? PoolSecrets() : GatewaySecrets());
        var environment = Manifest.List(container["env"]).ToDictionary(
            static variable => Manifest.Text(variable, "name"), variable => (string?)service.Here(Manifest.Text(variable, "value")), StringComparer.Ordinal);
        environment["DOTNET_ENVIRONMENT"] = "Production";
        environment["ASPNETCORE_ENVIRONMENT"] = null;
        service.Process = ServiceProcess.Start(new ProcessCommand(
            BuiltExecutable.Path(isPool ? "Sentiment.Inference.Onnx" : "Sentiment.Gateway"),
            [
                "--Sentiment:Listen:Address=127.0.0.1", $"--Sentiment:Listen:Port={FreePorts.Take()}",
                "--Sentiment:Listen:ManagementAddress=127.0.0.1", $"--Sentiment:Listen:ManagementPort={service.Management.Port}", "--Sentiment:Drain:Delay=00:00:00",
                .. isPool ? [$"--Sentiment:Model:Path={RepositoryRoot.Combine("models", "sentiment-base")}"] : Array.Empty<string>(),
            ])
        { Environment = environment });
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        _folder.Dispose();
    }

    // What is mounted there lies here.
    private string Here(string value) => value.StartsWith(Mounted, StringComparison.Ordinal) ? _folder.Combine(Path.GetFileName(value)) : value;

    private static string MountedMap(Manifest deployment) =>
        Manifest.List(deployment.Template!["spec"]!["volumes"]).Where(static volume => volume["configMap"] is not null).Select(static volume => Manifest.Text(volume["configMap"]!, "name")).Single();

    private static string GatewaySecrets() => JsonSerializer.Serialize(new
    {
        Sentiment = new
        {
            Auth = new { Pepper = Convert.ToBase64String(new byte[32]), Keys = new { shop = new { Hash = Convert.ToBase64String(new byte[32]), Owner = "tests" } } },
            Dispatch = new { PoolKey },
        },
    });

    private static string PoolSecrets() => JsonSerializer.Serialize(new
    {
        Sentiment = new { Auth = new { PoolKeyHash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(PoolKey))) } },
    });
}
