using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;
using Sentiment.Hosting.Configuration;
using Sentiment.Hosting.Metrics;
using Sentiment.Hosting.Probes;
using Sentiment.TestKit;

namespace Sentiment.Hosting.Tests.Keys;

/// <summary>The management port of any service, where it is not for everybody who reaches it.</summary>
public sealed class ManagementKeyTests
{
    private const string Admin = "/admin/thing";
    private const string Scraper = "sk-scraper-0123456789abcdef";
    private const string Operator = "sk-operator-0123456789abcdef";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(MetricsExtensions.Path, Scraper)]
    [InlineData(Admin, Operator)]
    public async Task Endpoint_KeyWithItsScope_Answers(string path, string key)
    {
        await using var service = await StartAsync();

        using var own = await GetAsync(service, path, (HeaderNames.ApiKey, key));
        using var bearer = await GetAsync(service, path, ("Authorization", $"Bearer {key}"));

        Assert.Equal((200, 200), ((int)own.StatusCode, (int)bearer.StatusCode));
    }

    [Theory]
    [InlineData(MetricsExtensions.Path, TestKeys.Development, "metrics; the caller has predict, feedback.")]
    [InlineData(MetricsExtensions.Path, Operator, "metrics; the caller has admin.")]
    [InlineData(Admin, Scraper, "admin; the caller has metrics.")]
    public async Task Endpoint_KeyWithoutItsScope_IsE3003WithThoseThatItHas(string path, string key, string expected)
    {
        await using var service = await StartAsync();

        using var response = await GetAsync(service, path, (HeaderNames.ApiKey, key));

        var problem = await ProblemAssert.IsAsync(ErrorCode.NotAllowed, response);
        Assert.StartsWith($"This needs the scope {expected}", problem.Detail, StringComparison.Ordinal);
        Assert.Contains("insufficient_scope", Assert.Single(response.Headers.WwwAuthenticate).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MetricsExtensions.Path, null, ErrorCode.CredentialsMissing)]
    [InlineData(MetricsExtensions.Path, Scraper + "0", ErrorCode.CredentialsRefused)]
    [InlineData(Admin, null, ErrorCode.CredentialsMissing)]
    [InlineData(Admin, "sk-nobody-0123456789abcdef", ErrorCode.CredentialsRefused)]
    public async Task Endpoint_NoKeyOrAWrongOne_Is401WithAChallenge(string path, string? key, ErrorCode code)
    {
        await using var service = await StartAsync();

        using var response = await GetAsync(service, path, key is null ? [] : [(HeaderNames.ApiKey, key)]);

        await ProblemAssert.IsAsync(code, response);
        Assert.Equal("Bearer", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
    }

    [Theory]
    [InlineData(ProbeExtensions.LivePath)]
    [InlineData(ProbeExtensions.ReadyPath)]
    [InlineData(ErrorCatalog.DocumentationPath)]
    public async Task ProbesAndErrors_NoKey_Answer(string path)
    {
        await using var service = await StartAsync();

        using var response = await GetAsync(service, path);

        Assert.Equal(200, (int)response.StatusCode);
    }

    [Fact]
    public async Task UnknownPath_NoKey_IsE4004()
    {
        await using var service = await StartAsync();

        using var response = await GetAsync(service, "/admin/other");

        await ProblemAssert.IsAsync(ErrorCode.NotFound, response);
    }

    [Fact]
    public async Task Endpoint_TheOptionOff_NeedsNoKey()
    {
        await using var service = await StartAsync("--Sentiment:Auth:ManagementNeedsKey=false");

        Assert.Equal("administered", await service.Management.GetStringAsync(Admin, Token));
    }

    [Fact]
    public async Task WrongKeys_MoreThanAllowed_AreToldToWaitAndAKnownKeyIsNot()
    {
        await using var service = await StartAsync("--Sentiment:Auth:RefusalsPerMinute=2");
        for (var i = 0; i < 2; i++)
        {
            using var refused = await GetAsync(service, Admin, (HeaderNames.ApiKey, $"sk-operator-{i}"));
            await ProblemAssert.IsAsync(ErrorCode.CredentialsRefused, refused);
        }

        using var response = await GetAsync(service, Admin, (HeaderNames.ApiKey, "sk-operator-2"));
        using var known = await GetAsync(service, Admin, (HeaderNames.ApiKey, Operator));

        await ProblemAssert.IsAsync(ErrorCode.RateLimited, response);
        Assert.InRange(response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 30);
        Assert.Equal(200, (int)known.StatusCode);
    }

    [Fact]
    public async Task Log_OfAnyCall_NamesTheKeysIdAndNeverTheKey()
    {
        const string wrong = "sk-scraper-wrong0123456789";
        await using var service = await StartAsync("--Logging:LogLevel:Sentiment.Hosting.Keys=Debug");
        foreach (var key in new[] { Scraper, Operator, wrong })
        {
            using var response = await GetAsync(service, Admin, (HeaderNames.ApiKey, key));
        }

        Assert.Contains("operator was let in", Assert.Single(service.Log.Of(142)), StringComparison.Ordinal);
        Assert.Contains("scraper has not the scope Admin", Assert.Single(service.Log.Of(141)), StringComparison.Ordinal);
        Assert.Single(service.Log.Of(140));
        Assert.All(new[] { Scraper, Operator, wrong }, key => Assert.DoesNotContain(key, service.Log.Everything, StringComparison.Ordinal));
        Assert.DoesNotContain("127.0.0.1", string.Join('\n', [.. service.Log.Of(140), .. service.Log.Of(141), .. service.Log.Of(142)]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Pepper must be base64 of at least 16", "Sentiment:Auth:ManagementNeedsKey=true")]
    [InlineData("Pepper must be base64 of at least 16", "Sentiment:Auth:Pepper=c2hvcnQ=")]
    [InlineData("Pepper must be base64 of at least 16", "Sentiment:Auth:Keys:a:Hash=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("Keys:a:Hash must be base64 of the 32 bytes", "Sentiment:Auth:Keys:a:Hash=AAAA")]
    [InlineData("Keys:a:Previous:Hash must be base64 of the 32 bytes", "Sentiment:Auth:Keys:a:Previous:Hash=AAAA")]
    [InlineData("Keys:anonymous: this id stands for callers without a key", "Sentiment:Auth:Keys:anonymous:Owner=x")]
    [InlineData("Keys:a b: an id is 1 to 64", "Sentiment:Auth:Keys:a b:Owner=x")]
    [InlineData("Keys:a:Scopes has 3, which is no scope", "Sentiment:Auth:Keys:a:Scopes:0=3")]
    [InlineData("RefusalsPerMinute is 0", "Sentiment:Auth:RefusalsPerMinute=0")]
    public async Task Check_WhatCannotBe_IsAComplaintOfTheStart(string expected, string argument)
    {
        await using var app = SampleService.CreateBuilder(FreePorts.Take(), FreePorts.Take(), $"--{argument}").Build();

        Assert.Contains(ConfigurationCheck.FindProblems(app.Services), problem => problem.Contains(expected, StringComparison.Ordinal));
    }

    private static Task<HttpResponseMessage> GetAsync(SampleService service, string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return service.Management.SendAsync(request, Token);
    }

    private static Task<SampleService> StartAsync(params string[] more) => SampleService.StartAsync(
    [
        "--Sentiment:Auth:ManagementNeedsKey=true", $"--Sentiment:Auth:Pepper={TestKeys.Pepper}",
        $"--Sentiment:Auth:Keys:dev:Hash={TestKeys.HashOf(TestKeys.Development)}",
        $"--Sentiment:Auth:Keys:scraper:Hash={TestKeys.HashOf(Scraper)}", "--Sentiment:Auth:Keys:scraper:Scopes:0=metrics",
        $"--Sentiment:Auth:Keys:operator:Hash={TestKeys.HashOf(Operator)}", "--Sentiment:Auth:Keys:operator:Scopes:0=admin",
        .. more,
    ]);
}
