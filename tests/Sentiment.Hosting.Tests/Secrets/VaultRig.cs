using System.Text;
using Microsoft.Extensions.Logging;
using Prometheus;
using Sentiment.Hosting.Secrets;
using Sentiment.Hosting.Secrets.Api;
using Sentiment.TestKit;
using Sentiment.TestKit.Vault;

namespace Sentiment.Hosting.Tests.Secrets;

/// <summary>A Vault and what reads it, on a clock that the test moves.</summary>
internal sealed class VaultRig : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CollectorRegistry _registry = Prometheus.Metrics.NewCustomRegistry();
    private readonly ILoggerFactory _logging;

    private VaultRig(VaultServer server, TestAuthority authority, TestTimeProvider time, Action<VaultOptions> configure)
    {
        (Server, Authority, Time) = (server, authority, time);
        _logging = LoggerFactory.Create(logging => logging.AddProvider(Log));
        Options = new VaultOptions { Address = server.Address };
        Options.Auth.Role = server.Tokens.Role;
        Options.Auth.RoleId = server.Tokens.RoleId;
        Options.Auth.TokenFile = Write("token", server.Tokens.ServiceAccountToken);
        Options.Auth.SecretIdFile = Write("secret-id", server.Tokens.SecretId);
        Options.Secrets["keys"] = new VaultSecretOptions { Path = "sentiment/keys" };
        configure(Options);
        var metrics = new VaultMetrics(Prometheus.Metrics.WithCustomRegistry(_registry));
        Client = new VaultClient(new VaultAddress(Options.Address!, Options.Namespace, VaultAddress.ReadAuthorities(authority.Pem), Options.Timeout), time);
        Client.Called += metrics.Called;
        Reader = new VaultReader(new VaultSession(Client, new VaultLogin(Client, Options.Auth, time), time), Options);
        State = new VaultState(metrics, time, _logging.CreateLogger<VaultState>());
    }

    public VaultServer Server { get; }

    public TestAuthority Authority { get; }

    public TestTimeProvider Time { get; }

    public RecordedLog Log { get; } = new();

    public VaultOptions Options { get; }

    public VaultClient Client { get; }

    public VaultReader Reader { get; }

    public VaultState State { get; }

    public VaultProvider Provider { get; } = new();

    public static async Task<VaultRig> StartAsync(Action<VaultOptions>? configure = null)
    {
        var (authority, time) = (new TestAuthority(), new TestTimeProvider());
        var server = await VaultServer.StartAsync(authority, time);
        server.Secrets.Put("sentiment/keys", new { Supply = new { Amount = 7 } });
        return new VaultRig(server, authority, time, configure ?? (static _ => { }));
    }

    /// <summary>Writes a file in a folder of this rig's own.</summary>
    public string Write(string file, string content)
    {
        File.WriteAllText(_folder.Combine(file), content);
        return _folder.Combine(file);
    }

    public Task<VaultAnswer<VaultContent>> ReadAsync() => Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>Reads, and gives what the settings are, as JSON.</summary>
    public async Task<string> SettingsAsync()
    {
        var (content, problem) = await ReadAsync();
        Assert.Null(problem);
        return Encoding.UTF8.GetString(content!.Settings.Bytes);
    }

    /// <summary>Reads, and gives what is wrong.</summary>
    public async Task<VaultProblem> ProblemAsync()
    {
        var (content, problem) = await ReadAsync();
        Assert.Null(content);
        return problem!;
    }

    public int Logins => Server.Asked.Count(static request => request.EndsWith("/login", StringComparison.Ordinal));

    public async Task<string> MetricsAsync()
    {
        using var stream = new MemoryStream();
        await _registry.CollectAndExportAsTextAsync(stream, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        Authority.Dispose();
        _logging.Dispose();
        Log.Dispose();
        _folder.Dispose();
    }
}
