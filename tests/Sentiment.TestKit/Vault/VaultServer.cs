using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Sentiment.TestKit.Vault;

/// <summary>
/// What stands in for HashiCorp's Vault, which no package here brings: the calls that services and commands make, over HTTPS, as
/// developer.hashicorp.com/vault/api-docs has them: login by Kubernetes and AppRole, tokens with leases, namespaces, key-value version 2, Transit, and
/// the answers of a server that is sealed, a standby or throttled.
/// </summary>
public sealed class VaultServer : IAsyncDisposable
{
    private const string Password = "of a file that is never written";

    private readonly X509Certificate2 _certificate;
    private readonly ConcurrentQueue<string> _asked = new();
    private readonly VaultEngine[] _engines;
    private WebApplication? _app;

    /// <summary>One that does not run yet.</summary>
    /// <param name="authority">Signs its certificate.</param>
    /// <param name="time">Of leases and versions.</param>
    /// <param name="certificate">Another one than the authority gives.</param>
    public VaultServer(TestAuthority authority, TimeProvider time, TestCertificate? certificate = null)
    {
        using var own = certificate ?? authority.ForServer("vault.test");
        _certificate = X509CertificateLoader.LoadPkcs12(own.Pkcs12(Password), Password);
        Tokens = new VaultTokens(time);
        Secrets = new VaultKeyValue(time);
        Transit = new VaultTransit();
        _engines = [Tokens, Secrets, Transit];
    }

    public Uri Address => new($"https://127.0.0.1:{Port}");

    public int Port { get; } = FreePorts.Take();

    public VaultTokens Tokens { get; }

    public VaultKeyValue Secrets { get; }

    public VaultTransit Transit { get; }

    public VaultMode Mode { get; set; }

    /// <summary>The only one there is; null: the root.</summary>
    public string? Namespace { get; set; }

    /// <summary>What a throttled caller is told.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Where a standby sends callers.</summary>
    public Uri? Active { get; set; }

    /// <summary>Method and path of every request so far, below <c>/v1/</c>.</summary>
    public IReadOnlyCollection<string> Asked => _asked;

    /// <inheritdoc cref="VaultServer(TestAuthority, TimeProvider, TestCertificate?)"/>
    public static async Task<VaultServer> StartAsync(TestAuthority authority, TimeProvider? time = null, TestCertificate? certificate = null)
    {
        var server = new VaultServer(authority, time ?? TimeProvider.System, certificate);
        await server.BeginAsync();
        return server;
    }

    /// <summary>Starts on its port, for the first time or again; what it holds outlives it.</summary>
    public async Task BeginAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, Port, port => port.UseHttps(_certificate)));
        _app = builder.Build();
        _app.Run(AnswerAsync);
        await _app.StartAsync();
    }

    /// <summary>As <c>kill -9</c>: connections break.</summary>
    public async Task KillAsync()
    {
        if (_app is { } app)
        {
            _app = null;
            await app.StopAsync(new CancellationToken(canceled: true));
            await app.DisposeAsync();
        }
    }

    public int Count(string asked) => _asked.Count(request => request == asked);

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _certificate.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        path = path.StartsWith("/v1/", StringComparison.Ordinal) ? path["/v1/".Length..] : string.Empty;
        _asked.Enqueue($"{context.Request.Method} {path}");
        if (Mode == VaultMode.Hanging)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        var body = context.Request.Method is "POST" or "PUT" ? await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body) : default;
        var request = new VaultRequest(context.Request.Method, path, context.Request.Headers["X-Vault-Token"].ToString(), body);
        await WriteAsync(context, ByMode(path) ?? Refused(context.Request) ?? Answer(request));
    }

    private VaultReply? ByMode(string path) => Mode switch
    {
        VaultMode.Sealed => VaultReply.Error(503, "Vault is sealed"),
        VaultMode.StandbyAlone => VaultReply.Error(500, "local node not active but active cluster node not found"),
        VaultMode.StandbyRedirecting => new VaultReply(307, null) { Location = new Uri(Active!, $"/v1/{path}") },
        VaultMode.PerformanceStandby => VaultReply.Error(473),
        VaultMode.Throttled => VaultReply.Error(429, $"request path \"{path}\": rate limit quota exceeded") with { RetryAfter = RetryAfter },
        VaultMode.Broken => new VaultReply(502, null),
        _ => null,
    };

    private VaultReply? Refused(HttpRequest request)
    {
        // As an agent's listener has it.
        if (request.Headers["X-Vault-Request"] != "true")
        {
            return VaultReply.Error(412, "missing 'X-Vault-Request' header");
        }

        return request.Headers["X-Vault-Namespace"].ToString() == (Namespace ?? string.Empty) ? null : VaultReply.Error(404, "no handler for route. route entry not found.");
    }

    private VaultReply Answer(VaultRequest request)
    {
        if (!request.Path.EndsWith("/login", StringComparison.Ordinal) && Tokens.Refusal(request) is { } refusal)
        {
            return refusal;
        }

        return _engines.Select(engine => engine.Answer(request)).FirstOrDefault(static reply => reply is not null)
            ?? VaultReply.Error(404, $"no handler for route \"{request.Path}\". route entry not found.");
    }

    private static async Task WriteAsync(HttpContext context, VaultReply reply)
    {
        context.Response.StatusCode = reply.Status;
        context.Response.Headers.CacheControl = "no-store";
        if (reply.RetryAfter is { } after)
        {
            context.Response.Headers.RetryAfter = $"{after.TotalSeconds:0}";
        }

        if (reply.Location is { } location)
        {
            context.Response.Headers.Location = location.ToString();
        }

        await (reply.Body is { } body ? context.Response.WriteAsJsonAsync(body) : context.Response.WriteAsync("<html>Bad Gateway</html>"));
    }
}
