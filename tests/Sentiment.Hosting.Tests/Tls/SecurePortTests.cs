using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Sentiment.Hosting.Configuration;
using Sentiment.Hosting.Probes;
using Sentiment.TestKit;

namespace Sentiment.Hosting.Tests.Tls;

/// <summary>The public port with a certificate, as any service has it; and as a pool asks its callers for one.</summary>
public sealed class SecurePortTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly CertificateFolder _folder = new();
    private readonly TestAuthority _authority = new();
    private readonly TestAuthority _below;
    private readonly TestCertificate _certificate;

    public SecurePortTests()
    {
        _below = _authority.Below("below");
        _certificate = _below.ForServer("sentiment.test");
        _folder.Write(_certificate);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _certificate.Dispose();
        _below.Dispose();
        _authority.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Port_WithACertificate_SpeaksHttpsAndSendsItsChain(string version)
    {
        await using var service = await StartAsync();

        // Trusts the root alone: the authority between must have come along.
        using var client = _authority.NewClient(service.Port);
        using var request = new HttpRequestMessage(HttpMethod.Get, ProbeExtensions.LivePath)
        {
            Version = Version.Parse(version),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        using var response = await client.SendAsync(request, Token);

        Assert.Equal("live", await response.Content.ReadAsStringAsync(Token));
        Assert.Equal(Version.Parse(version), response.Version);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Port_WithACertificate_SpeaksBothVersionsOfTls(SslProtocols protocol)
    {
        await using var service = await StartAsync();
        using var connection = new TcpClient();

        await using var secure = await HandshakeAsync(connection, service, protocol);

        Assert.Equal(protocol, secure.SslProtocol);
    }

    [Fact]
    public async Task Port_HandshakeThatDoesNotCome_IsCut()
    {
        await using var service = await StartAsync("--Sentiment:Listen:Limits:HeadersTimeout=00:00:01");
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, service.Port, Token);

        var read = connection.GetStream().ReadAsync(new byte[1], Token).AsTask();

        Assert.Equal(0, await read.WaitAsync(Limit, Token));
    }

    [Fact]
    public async Task ManagementPort_WithACertificate_StaysPlain()
    {
        await using var service = await StartAsync();

        Assert.Equal("live", await service.Management.GetStringAsync(ProbeExtensions.LivePath, Token));
        await Assert.ThrowsAsync<HttpRequestException>(() => service.Client.GetAsync(ProbeExtensions.LivePath, Token));
    }

    [Fact]
    public async Task Port_CertificateReplaced_NewConnectionsGetItAndOldOnesGoOn()
    {
        await using var service = await StartAsync();
        using var before = _authority.NewClient(service.Port);
        Assert.Equal("live", await before.GetStringAsync(ProbeExtensions.LivePath, Token));
        using var next = _authority.ForServer("next.test");
        _folder.Write(next);

        await Poll.UntilAsync(async () => await ShownAsync(service) == next.Certificate.Thumbprint, Limit, Token);

        Assert.Equal("live", await before.GetStringAsync(ProbeExtensions.LivePath, Token));
        using var after = _authority.NewClient(service.Port);
        Assert.Equal("live", await after.GetStringAsync(ProbeExtensions.LivePath, Token));
    }

    [Fact]
    public async Task Port_WithAuthorities_LetsInWhomTheyVouchForAlone()
    {
        using var callers = new TestAuthority("callers");
        _folder.Trust(callers);
        await using var service = await StartAsync($"--Sentiment:Tls:Authorities={_folder.Authorities}");
        using var caller = callers.ForClient("gateway");
        using var server = callers.ForServer("not-a-client.test");
        using var stranger = _authority.ForClient("stranger");
        using var ended = callers.ForClient("ended", ends: TimeSpan.FromHours(-1));

        using var known = _authority.NewClient(service.Port, caller);
        Assert.Equal("live", await known.GetStringAsync(ProbeExtensions.LivePath, Token));

        foreach (var certificate in new[] { null, server, stranger, ended })
        {
            using var unknown = _authority.NewClient(service.Port, certificate);
            await Assert.ThrowsAsync<HttpRequestException>(() => unknown.GetAsync(ProbeExtensions.LivePath, Token));
        }

        // Probes of a kubelet have no certificate, and their own port.
        Assert.Equal("live", await service.Management.GetStringAsync(ProbeExtensions.LivePath, Token));
    }

    [Fact]
    public async Task Port_CertificateNotRequired_LetsInWithoutOneAndNotWithAWrongOne()
    {
        using var callers = new TestAuthority("callers");
        _folder.Trust(callers);
        await using var service = await StartAsync($"--Sentiment:Tls:Authorities={_folder.Authorities}", "--Sentiment:Tls:RequireCertificate=false");
        using var caller = callers.ForClient("gateway");
        using var server = callers.ForServer("not-a-client.test");
        using var stranger = _authority.ForClient("stranger");
        using var ended = callers.ForClient("ended", ends: TimeSpan.FromHours(-1));

        foreach (var certificate in new[] { caller, null })
        {
            using var known = _authority.NewClient(service.Port, certificate);
            Assert.Equal("live", await known.GetStringAsync(ProbeExtensions.LivePath, Token));
        }

        foreach (var certificate in new[] { server, stranger, ended })
        {
            using var unknown = _authority.NewClient(service.Port, certificate);
            await Assert.ThrowsAsync<HttpRequestException>(() => unknown.GetAsync(ProbeExtensions.LivePath, Token));
        }
    }

    [Fact]
    public async Task Check_FilesThatCannotBeUsed_AreComplaintsOfTheStart()
    {
        File.WriteAllText(_folder.Certificate, "nonsense");
        await AssertProblemAsync("Sentiment:Tls: The file", $"--Sentiment:Tls:Certificate={_folder.Certificate}", $"--Sentiment:Tls:Key={_folder.Key}");
        await AssertProblemAsync("Key or Password is set, and Certificate is not", $"--Sentiment:Tls:Key={_folder.Key}");
        await AssertProblemAsync("Authorities is set, and Certificate is not", $"--Sentiment:Tls:Authorities={_folder.Authorities}");
    }

    private static async Task AssertProblemAsync(string expected, params string[] arguments)
    {
        await using var app = SampleService.CreateBuilder(FreePorts.Take(), FreePorts.Take(), arguments).Build();

        Assert.Contains(ConfigurationCheck.FindProblems(app.Services), problem => problem.Contains(expected, StringComparison.Ordinal));
    }

    private async Task<string> ShownAsync(SampleService service)
    {
        using var connection = new TcpClient();
        await using var secure = await HandshakeAsync(connection, service, SslProtocols.None);
        return secure.RemoteCertificate!.GetCertHashString();
    }

    private async Task<SslStream> HandshakeAsync(TcpClient connection, SampleService service, SslProtocols protocol)
    {
        await connection.ConnectAsync(IPAddress.Loopback, service.Port, Token);
        var secure = new SslStream(connection.GetStream());
        var options = _authority.NewOptions();
        options.EnabledSslProtocols = protocol;
        await secure.AuthenticateAsClientAsync(options, Token);
        return secure;
    }

    private Task<SampleService> StartAsync(params string[] more) =>
        SampleService.StartAsync([$"--Sentiment:Tls:Certificate={_folder.Certificate}", $"--Sentiment:Tls:Key={_folder.Key}", .. more]);
}
