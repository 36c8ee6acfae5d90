using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;
using Sentiment.Hosting.Listening;
using Sentiment.Hosting.Tests;
using Sentiment.Hosting.Tls;
using Sentiment.Serving.Auth;
using Sentiment.Serving.Endpoints;
using Sentiment.Serving.Tests.Pools;
using Sentiment.TestKit;

namespace Sentiment.Serving.Tests.Auth;

public sealed class PoolKeyTests
{
    private const string Key = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private static readonly string Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)));

    [Theory]
    [InlineData(null, ErrorCode.CredentialsMissing)]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdee", ErrorCode.CredentialsRefused)]
    [InlineData("x", ErrorCode.CredentialsRefused)]
    public async Task Predict_WithoutTheKey_IsRefusedBeforeTheBody(string? key, ErrorCode code)
    {
        await using var pool = await TestPool.StartAsync($"--Sentiment:Auth:PoolKeyHash={Hash}");

        using var response = await pool.PostAsync(EndpointExtensions.PredictPath, "not even JSON", request => AddKey(request, key));

        await ProblemAssert.IsAsync(code, response);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Fact]
    public async Task Predict_WithTheKey_IsAnswered()
    {
        await using var pool = await TestPool.StartAsync($"--Sentiment:Auth:PoolKeyHash={Hash}");

        using var response = await pool.PredictAsync("good", static request => AddKey(request, Key));

        Assert.True(response.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Predict_WrongKeyOverAndOver_IsToldToWait()
    {
        await using var pool = await TestPool.StartAsync($"--Sentiment:Auth:PoolKeyHash={Hash}", "--Sentiment:Auth:RefusalsPerMinute=2");
        for (var i = 0; i < 5; i++)
        {
            using var response = await pool.PredictAsync("good", static request => AddKey(request, "the-gateways-former-key"));

            await ProblemAssert.IsAsync(i < 2 ? ErrorCode.CredentialsRefused : ErrorCode.RateLimited, response);
        }

        Assert.Equal(2, pool.Log.Of(140).Length);
    }

    [Theory]
    [InlineData("/health/live", true)]
    [InlineData("/health/ready", true)]
    [InlineData("/errors", true)]
    [InlineData("/api/v1/models", false)]
    public async Task Get_WithoutTheKey_GivesProbesAndDocumentsAlone(string path, bool open)
    {
        await using var pool = await TestPool.StartAsync($"--Sentiment:Auth:PoolKeyHash={Hash}");

        using var response = await pool.Client.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(open, response.IsSuccessStatusCode);
    }

    [Theory]
    [InlineData("Development", "127.0.0.1", null, null)]
    [InlineData("Development", "::1", null, null)]
    [InlineData("Development", "0.0.0.0", null, "on the address 0.0.0.0")]
    [InlineData("Production", "127.0.0.1", null, "in the environment Production")]
    [InlineData("Production", "0.0.0.0", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", null)]
    [InlineData("Development", "127.0.0.1", "abc", "has 3 characters")]
    public void Validate_WhereItListens_DecidesWhetherAKeyIsNeeded(string environment, string address, string? hash, string? problem)
    {
        var result = Validate(environment, address, hash, new TlsOptions());

        Assert.Equal(problem is null, result.Succeeded);
        Assert.Contains(problem ?? string.Empty, result.FailureMessage ?? string.Empty, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Validate_CallersShowACertificate_NeedsNoKeyIfTheyMust(bool mustThey)
    {
        var tls = new TlsOptions { Certificate = "pool.pem", Authorities = "gateways.pem", RequireCertificate = mustThey };

        Assert.Equal(mustThey, Validate("Production", "0.0.0.0", hash: null, tls).Succeeded);
    }

    [Fact]
    public async Task Reload_CertificatesInThePlaceOfTheKey_IsRefusedUntilTheNextStart()
    {
        using var authority = new TestAuthority();
        using var server = authority.ForServer("pool.test");
        using var folder = new TemporaryFolder();
        var (file, certificate, key, authorities) = (folder.Combine("settings.json"), folder.Combine("tls.crt"), folder.Combine("tls.key"), folder.Combine("ca.crt"));
        await File.WriteAllTextAsync(certificate, server.Pem, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(key, server.KeyPem, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(authorities, authority.Pem, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { Sentiment = new { Auth = new { PoolKeyHash = Hash } } }), TestContext.Current.CancellationToken);
        await using var pool = await TestPool.StartAsync($"--Sentiment:Configuration:Files:0={file}", "--environment=Production");

        await File.WriteAllTextAsync(
            file,
            JsonSerializer.Serialize(new { Sentiment = new { Tls = new { Certificate = certificate, Key = key, Authorities = authorities } } }),
            TestContext.Current.CancellationToken);

        await Poll.UntilAsync(() => pool.Log.Of(122).Length > 0, TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        using var without = await pool.PredictAsync("good");
        await ProblemAssert.IsAsync(ErrorCode.CredentialsMissing, without);
        Assert.True(pool.Errors.Messages.TryDequeue(out var refused));
        Assert.Contains("PoolKeyHash is missing", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_ClientsKeysAreTaken_NeedsNoPoolKeyAndNoKeyEither() =>
        Assert.True(Validate("Production", "0.0.0.0", hash: null, new TlsOptions(), TestKeys.Pepper, takesClients: true).Succeeded);

    [Theory]
    [InlineData(true, "Pepper must be base64")]
    [InlineData(false, "PoolKeyHash is missing")]
    public void Validate_APepperOrTheWishAlone_IsNotEnough(bool takesClients, string problem)
    {
        var result = Validate("Production", "0.0.0.0", hash: null, new TlsOptions(), takesClients ? null : TestKeys.Pepper, takesClients);

        Assert.Contains(problem, result.FailureMessage, StringComparison.Ordinal);
    }

    private static ValidateOptionsResult Validate(string environment, string address, string? hash, TlsOptions tls, string? pepper = null, bool takesClients = false) =>
        new PoolAuthOptionsValidator(new TestEnvironment(environment), Options.Create(new ListeningOptions { Address = address }), Options.Create(tls))
            .Validate(name: null, new PoolAuthOptions { PoolKeyHash = hash, Pepper = pepper, TakesClients = takesClients });

    private static void AddKey(HttpRequestMessage request, string? key)
    {
        if (key is not null)
        {
            request.Headers.Add(HeaderNames.ApiKey, key);
        }
    }

    private sealed class TestEnvironment(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "test";

        public string ContentRootPath { get; set; } = string.Empty;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
