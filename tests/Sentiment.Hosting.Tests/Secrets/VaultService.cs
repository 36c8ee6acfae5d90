using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sentiment.Hosting.Probes;
using Sentiment.TestKit;
using Sentiment.TestKit.Vault;

namespace Sentiment.Hosting.Tests.Secrets;

/// <summary>A Vault, and what a service beside it is started with.</summary>
internal sealed class VaultService : IAsyncDisposable
{
    public static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly TemporaryFolder _folder = new();

    private VaultService(VaultServer server, TestAuthority authority) => (Server, Authority) = (server, authority);

    public VaultServer Server { get; }

    public TestAuthority Authority { get; }

    /// <summary>As arguments: read each second, at `sentiment/gateway`.</summary>
    public string[] Settings =>
    [
        $"--Sentiment:Vault:Address={Server.Address}",
        $"--Sentiment:Vault:Authorities={Write("ca.crt", Authority.Pem)}",
        $"--Sentiment:Vault:Auth:Role={Server.Tokens.Role}",
        $"--Sentiment:Vault:Auth:TokenFile={Write("jwt", Server.Tokens.ServiceAccountToken)}",
        "--Sentiment:Vault:Secrets:gateway:Path=sentiment/gateway",
        "--Sentiment:Vault:Interval=00:00:01",
        "--Sentiment:Vault:LongestWait=00:00:01",
    ];

    public static async Task<VaultService> StartAsync(TestCertificate? certificate = null, TestAuthority? authority = null)
    {
        authority ??= new TestAuthority();
        var server = await VaultServer.StartAsync(authority, certificate: certificate);
        server.Secrets.Put("sentiment/gateway", new { Health = new { LeastFreeBytes = 1 } });
        return new VaultService(server, authority);
    }

    /// <summary>Runs a service as its process does, to its end: for starts that fail.</summary>
    /// <returns>The exit code, and all that it logged.</returns>
    public async Task<(int Code, string Log)> RunAsync(params string[] more)
    {
        var builder = SampleService.CreateBuilder(FreePorts.Take(), FreePorts.Take(), [.. Settings, .. more]);
        builder.Services.AddSingleton<IReadiness>(new Ready());
        var app = builder.Build();
        using var log = new RecordedLog();
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);

        // One that starts, against what the test wants, ends too.
        using var started = app.Lifetime.ApplicationStarted.Register(app.Lifetime.StopApplication);
        var code = await app.RunSentimentAsync();
        return (code, log.Everything);
    }

    public string Write(string file, string content)
    {
        File.WriteAllText(_folder.Combine(file), content);
        return _folder.Combine(file);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Authority.Dispose();
        _folder.Dispose();
    }

    private sealed class Ready : IReadiness
    {
        public ReadinessReport Report() => new(IsReady: true, "ready");
    }
}
