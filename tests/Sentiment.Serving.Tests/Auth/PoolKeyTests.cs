using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;
using Sentiment.Hosting.Listening;
using Sentiment.Hosting.Tests;
using Sentiment.Serving.Auth;
using Sentiment.Serving.Endpoints;
using Sentiment.Serving.Tests.Pools;

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
    public async Task Predict_WrongKeyOverAndOver_IsToldThatItIsWrongAndNotToWait()
    {
        await using var pool = await TestPool.StartAsync($"--Sentiment:Auth:PoolKeyHash={Hash}", "--Sentiment:Auth:RefusalsPerMinute=2");
        for (var i = 0; i < 5; i++)
        {
            using var response = await pool.PredictAsync("good", static request => AddKey(request, "the-gateways-former-key"));

            await ProblemAssert.IsAsync(ErrorCode.CredentialsRefused, response);
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
        var result = Validate(environment, address, hash, new ConfigurationBuilder().Build());

        Assert.Equal(problem is null, result.Succeeded);
        Assert.Contains(problem ?? string.Empty, result.FailureMessage ?? string.Empty, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public void Validate_CallersShowACertificate_NeedsNoKeyIfTheyMust(string? mustThey, bool isEnough)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Sentiment:Tls:Certificate", "pool.pem"), new("Sentiment:Tls:Authorities", "gateways.pem"), new("Sentiment:Tls:RequireCertificate", mustThey),
        ]).Build();

        Assert.Equal(isEnough, Validate("Production", "0.0.0.0", hash: null, configuration).Succeeded);
    }

    [Fact]
    public void Validate_ClientsKeysAreTaken_NeedsNoPoolKeyAndNoKeyEither() =>
        Assert.True(Validate("Production", "0.0.0.0", hash: null, new ConfigurationBuilder().Build(), TestKeys.Pepper).Succeeded);

    private static ValidateOptionsResult Validate(string environment, string address, string? hash, IConfiguration configuration, string? pepper = null) =>
        new PoolAuthOptionsValidator(new TestEnvironment(environment), Options.Create(new ListeningOptions { Address = address }), configuration)
            .Validate(name: null, new PoolAuthOptions { PoolKeyHash = hash, Pepper = pepper });

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
