using System.Net.Http.Json;
using Sentiment.TestKit;

namespace Sentiment.Build.Tests;

/// <summary>What an image has in it, run as a pod runs it.</summary>
public sealed class PublishedServicesTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private readonly TemporaryFolder _folder = new();
    private readonly string _app;

    // A folder in the temporary one, which nobody else may enter.
    public PublishedServicesTests() => _app = Directory.CreateDirectory(_folder.Combine("app")).FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Confinement_OfAProcess_LeavesItNothingToWriteButTmp()
    {
        var reason = await Confinement.SkipReasonAsync();
        Assert.SkipWhen(reason is not null, reason ?? string.Empty);

        var wrote = await CommandProcess.RunAsync(
            Confinement.Command(_app, "bash", "-c", $"id -u; for place in / {Confinement.App} /var /etc; do touch $place/x 2>/dev/null && echo $place; done; head -c 100M /dev/zero > /tmp/x 2>/dev/null || echo full"), Limit);

        Assert.Equal("1000\nfull", wrote.Output.Trim());
    }

    [Fact]
    public async Task GatewayAndPool_Published_ServeAsAnotherUserOnAReadOnlyRoot()
    {
        var reason = await Confinement.SkipReasonAsync();
        Assert.SkipWhen(reason is not null, reason ?? string.Empty);
        await PublishAsync(Build.OnnxPool, "pool");
        await PublishAsync(Build.Gateway, "gateway");
        PublishedFiles.Copy(RepositoryRoot.Combine("models", "sentiment-base"), Path.Combine(_app, "model"));
        var (poolPort, poolManagement, port, management) = (FreePorts.Take(), FreePorts.Take(), FreePorts.Take(), FreePorts.Take());

        await using var pool = Start("pool/Sentiment.Inference.Onnx", poolPort, poolManagement, $"--Sentiment:Model:Path={Confinement.App}/model");
        await using var gateway = Start(
            "gateway/Sentiment.Gateway",
            port,
            management,
            $"--Sentiment:Auth:Pepper={Convert.ToBase64String(new byte[16])}",
            "--Sentiment:Auth:Anonymous:Plan=default",
            "--Sentiment:Arms:0:Id=onnx",
            "--Sentiment:Arms:0:Cluster=onnx",
            "--Sentiment:Arms:0:Backend=onnx",
            "--Sentiment:Arms:0:Weight=1",
            $"--Sentiment:Clusters:onnx:Destinations:onnx-1:Address=http://127.0.0.1:{poolPort}");
        await ReadyAsync(pool, poolManagement);
        await ReadyAsync(gateway, management);

        // A hundred texts of two hundred characters: more than what others who read bodies keep in memory.
        var texts = Enumerable.Range(0, 100).Select(static number => $"I love this product, number {number}! {new string('.', 200)}");
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        using var answer = await client.PostAsJsonAsync("/api/v1/predict/batch", new { texts }, Token);
        Assert.Contains("POSITIVE", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        foreach (var service in (ServiceProcess[])[gateway, pool])
        {
            service.Signal(ProcessSignal.Terminate);
            Assert.Equal(0, await service.WaitForExitAsync(Limit));
            Assert.DoesNotContain(service.Output, static line => line.Contains("\"level\":\"ERROR\"", StringComparison.Ordinal));
        }
    }

    private static Task ReadyAsync(ServiceProcess service, int management) => Poll.UntilAsync(
        async () => service.HasExited
            ? throw new InvalidOperationException(string.Join('\n', service.Output.Concat(service.Error)))
            : await HttpProbe.IsReadyAsync(new Uri($"http://127.0.0.1:{management}"), Token),
        Limit,
        Token);

    private ServiceProcess Start(string executable, int port, int management, params string[] settings) => ServiceProcess.Start(Confinement.Command(
        _app, [$"{Confinement.App}/{executable}", $"--Sentiment:Listen:Port={port}", $"--Sentiment:Listen:ManagementPort={management}", .. settings]) with
    {
        Environment = new Dictionary<string, string?> { ["DOTNET_ENVIRONMENT"] = "Development" },
    });

    private async Task PublishAsync(string project, string name)
    {
        var published = await Build.PublishAsync(project, Path.Combine(_app, name), _folder.Combine("artifacts"));
        Assert.True(published.ExitCode == 0, published.Output);
    }
}
