using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Sentiment.Gateway.Dispatch;
using Sentiment.Hosting.Secrets;
using Sentiment.Hosting.Tls;
using Sentiment.TestKit;

namespace Sentiment.Gateway.Tests.Dispatch;

/// <summary>Outside Development, pools are called with a key or a certificate, or not at all.</summary>
public sealed class DispatchCredentialsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public DispatchCredentialsTests()
    {
        using var authority = new TestAuthority();
        using var certificate = authority.ForClient("gateway");
        File.WriteAllText(_folder.Combine("tls.crt"), certificate.Pem + "\n" + certificate.KeyPem);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Development", null, false, "http", null)]
    [InlineData("Production", null, false, "https", "PoolKey is not set, and the environment is Production")]
    [InlineData("Production", "0123456789abcdef", false, "http", null)]
    [InlineData("Production", null, true, "https", null)]
    [InlineData("Production", null, true, "http", "Sentiment:Clusters:onnx:Destinations:onnx-1 is an http:// address")]
    [InlineData("Production", "0123456789abcdef", true, "http", null)]
    public void Validate_KeyOrCertificate_OneIsNeeded(string environment, string? key, bool withCertificate, string scheme, string? problem)
    {
        var options = new DispatchOptions { PoolKey = key, Tls = withCertificate ? new CertificateOptions { Certificate = _folder.Combine("tls.crt") } : null };

        var message = ProblemOf(environment, scheme, options);

        Assert.Equal(problem is null, message is null);
        Assert.Contains(problem ?? string.Empty, message ?? string.Empty, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_CertificateThatCannotBeUsed_IsNamed()
    {
        var options = new DispatchOptions { Tls = new CertificateOptions { Certificate = _folder.Combine("gone.crt") } };

        Assert.Contains("Tls: The file", ProblemOf("Development", "https", options), StringComparison.Ordinal);
    }

    private static string? ProblemOf(string environment, string scheme, DispatchOptions options)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Sentiment:Clusters:onnx:Destinations:onnx-1:Address", $"{scheme}://pool:8081")]).Build();
        var check = new CertificateCheck(TimeProvider.System, new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance), SecretFiles.None);
        return new DispatchValidator(new TestEnvironment(environment), configuration, check).Validate(name: null, options).FailureMessage;
    }

    private sealed class TestEnvironment(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "test";

        public string ContentRootPath { get; set; } = string.Empty;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
