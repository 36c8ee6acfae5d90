using System.Text.Json;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;
using Sentiment.Hosting.Tests;
using Sentiment.Serving.Endpoints;
using Sentiment.Serving.Tests.Pools;
using Sentiment.TestKit;

namespace Sentiment.Serving.Tests.Auth;

/// <summary>A pool that takes the keys of the gateway's clients, from the same file and with the same pepper.</summary>
public sealed class ClientKeyTests : IDisposable
{
    private const string PoolKey = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private const string Shop = "sk-shop-0123456789abcdef";
    private const string FormerShop = "sk-shop-former";
    private const string Reporter = "sk-reporter-0123456789abcdef";
    private const string Ended = "sk-ended-0123456789abcdef";
    private const string Limited = "sk-limited-0123456789abcdef";

    // Of the file's change: the contract's five seconds.
    private static readonly TimeSpan InForce = TimeSpan.FromSeconds(5);

    private readonly TemporaryFolder _folder = new();

    public ClientKeyTests() => Write(Keys());

    private string[] Arguments => [$"--Sentiment:Configuration:Files:0={_folder.Combine("keys.json")}", $"--Sentiment:Auth:Pepper={TestKeys.Pepper}", "--Sentiment:Auth:TakesClients=true"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(HeaderNames.ApiKey, Shop)]
    [InlineData("Authorization", "Bearer " + Shop)]
    [InlineData(HeaderNames.ApiKey, FormerShop)]
    [InlineData(HeaderNames.ApiKey, PoolKey)]
    public async Task Predict_WithAKeyThatIsKnown_IsAnswered(string header, string value)
    {
        await using var pool = await StartAsync();

        using var response = await pool.PredictAsync("good", request => request.Headers.Add(header, value));

        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(null, ErrorCode.CredentialsMissing, "Send your key")]
    [InlineData("sk-shop-0123456789abcdee", ErrorCode.CredentialsRefused, "not known here")]
    [InlineData("sk-nobody-0123456789abcdef", ErrorCode.CredentialsRefused, "not known here")]
    [InlineData(Ended, ErrorCode.CredentialsRefused, "ended at 2026-01-01T00:00:00Z")]
    [InlineData(Reporter, ErrorCode.NotAllowed, "This needs the scope predict; the caller has metrics.")]
    [InlineData(Limited, ErrorCode.NotAllowed, "This key may use canary alone, and this pool serves no arm that it knows of.")]
    public async Task Predict_WithAKeyThatIsNotGoodHere_IsRefusedBeforeTheBody(string? key, ErrorCode code, string expected)
    {
        await using var pool = await StartAsync();

        using var response = await pool.PostAsync(EndpointExtensions.PredictPath, "not even JSON", request => AddKey(request, key));

        var problem = await ProblemAssert.IsAsync(code, response);
        Assert.Contains(expected, problem.Detail, StringComparison.Ordinal);
        Assert.Equal("Bearer", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
    }

    [Theory]
    [InlineData("canary", true)]
    [InlineData("onnx", false)]
    public async Task Predict_KeyOfSomeArms_IsAnsweredByAPoolOfOneOfThem(string arm, bool isAnswered)
    {
        await using var pool = await StartAsync($"--Sentiment:Auth:Arms:0={arm}");

        using var response = await pool.PredictAsync("good", static request => AddKey(request, Limited));

        Assert.Equal(isAnswered ? 200 : 403, (int)response.StatusCode);
    }

    [Fact]
    public async Task Key_RevokedInTheFile_IsRefusedWithinFiveSecondsAndTheOthersAreNot()
    {
        await using var pool = await StartAsync();
        using var before = await pool.PredictAsync("good", static request => AddKey(request, Shop));
        Assert.Equal(200, (int)before.StatusCode);

        var keys = Keys();
        keys.Remove("shop");
        keys["new"] = new { Hash = TestKeys.HashOf("sk-new-0123456789abcdef") };
        Write(keys);

        await Poll.UntilAsync(
            async () =>
            {
                using var response = await pool.PredictAsync("good", static request => AddKey(request, Shop));
                return (int)response.StatusCode == 401;
            },
            InForce,
            TestContext.Current.CancellationToken);
        using var other = await pool.PredictAsync("good", static request => AddKey(request, "sk-new-0123456789abcdef"));
        using var gateway = await pool.PredictAsync("good", static request => AddKey(request, PoolKey));
        Assert.Equal((200, 200), ((int)other.StatusCode, (int)gateway.StatusCode));
    }

    [Fact]
    public async Task Key_LastOneRevoked_DoesNotOpenThePool()
    {
        await using var pool = await TestPool.StartAsync(Arguments);
        Write(new(StringComparer.Ordinal));

        await Poll.UntilAsync(
            async () =>
            {
                using var response = await pool.PredictAsync("good", static request => AddKey(request, Shop));
                return (int)response.StatusCode == 401;
            },
            InForce,
            TestContext.Current.CancellationToken);
        using var without = await pool.PredictAsync("good");
        await ProblemAssert.IsAsync(ErrorCode.CredentialsMissing, without);
    }

    [Fact]
    public async Task WrongKeys_MoreThanAllowed_AreToldToWaitAndAKnownKeyIsNot()
    {
        await using var pool = await StartAsync("--Sentiment:Auth:RefusalsPerMinute=2");
        for (var i = 0; i < 2; i++)
        {
            using var refused = await pool.PredictAsync("good", request => AddKey(request, $"sk-shop-{i}"));
            await ProblemAssert.IsAsync(ErrorCode.CredentialsRefused, refused);
        }

        using var response = await pool.PredictAsync("good", static request => AddKey(request, "sk-shop-2"));
        using var known = await pool.PredictAsync("good", static request => AddKey(request, Shop));

        await ProblemAssert.IsAsync(ErrorCode.RateLimited, response);
        Assert.Equal(200, (int)known.StatusCode);
    }

    [Fact]
    public async Task Log_OfAnyCall_NamesTheKeysIdAndNeverTheKey()
    {
        const string wrong = "sk-shop-wrong0123456789";
        await using var pool = await StartAsync("--Logging:LogLevel:Sentiment.Hosting.Keys=Debug");
        foreach (var key in new[] { Shop, Reporter, wrong, PoolKey })
        {
            using var response = await pool.PredictAsync("good", request => AddKey(request, key));
        }

        Assert.Contains("shop was let in", Assert.Single(pool.Log.Of(142)), StringComparison.Ordinal);
        Assert.Contains("reporter has not the scope Predict", Assert.Single(pool.Log.Of(141)), StringComparison.Ordinal);
        Assert.Single(pool.Log.Of(140));
        Assert.All(new[] { Shop, Reporter, wrong, PoolKey }, key => Assert.DoesNotContain(key, pool.Log.Everything, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Certificate_OrAKey_IsEnoughWhereNoneIsRequired()
    {
        using var authority = new TestAuthority();
        using var server = authority.ForServer("pool.test");
        using var own = authority.ForClient("gateway");
        var (certificate, key, authorities) = (_folder.Combine("tls.crt"), _folder.Combine("tls.key"), _folder.Combine("ca.crt"));
        await File.WriteAllTextAsync(certificate, server.Pem, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(key, server.KeyPem, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(authorities, authority.Pem, TestContext.Current.CancellationToken);
        await using var pool = await StartAsync(
            $"--Sentiment:Tls:Certificate={certificate}", $"--Sentiment:Tls:Key={key}", $"--Sentiment:Tls:Authorities={authorities}", "--Sentiment:Tls:RequireCertificate=false");
        using var gateway = authority.NewClient(pool.Port, own);
        using var client = authority.NewClient(pool.Port);
        using var withKey = new HttpRequestMessage(HttpMethod.Get, EndpointExtensions.ModelsPath) { Headers = { { HeaderNames.ApiKey, Shop } } };

        using var byCertificate = await gateway.GetAsync(EndpointExtensions.ModelsPath, TestContext.Current.CancellationToken);
        using var byKey = await client.SendAsync(withKey, TestContext.Current.CancellationToken);
        using var byNothing = await client.GetAsync(EndpointExtensions.ModelsPath, TestContext.Current.CancellationToken);

        Assert.Equal((200, 200, 401), ((int)byCertificate.StatusCode, (int)byKey.StatusCode, (int)byNothing.StatusCode));
    }

    // As `sentiment keys` writes it, with members that are of use to a gateway alone.
    private static Dictionary<string, object> Keys() => new(StringComparer.Ordinal)
    {
        ["shop"] = new
        {
            Hash = TestKeys.HashOf(Shop),
            Owner = "the shop team",
            Plan = "large",
            Previous = new { Hash = TestKeys.HashOf(FormerShop), Until = new DateTimeOffset(9999, 1, 1, 0, 0, 0, TimeSpan.Zero) },
        },
        ["reporter"] = new { Hash = TestKeys.HashOf(Reporter), Owner = "metrics", Scopes = new[] { "metrics" } },
        ["ended"] = new { Hash = TestKeys.HashOf(Ended), Owner = "nobody", Expires = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) },
        ["limited"] = new { Hash = TestKeys.HashOf(Limited), Owner = "the canary team", Arms = new[] { "canary" } },
    };

    private static void AddKey(HttpRequestMessage request, string? key)
    {
        if (key is not null)
        {
            request.Headers.Add(HeaderNames.ApiKey, key);
        }
    }

    // As the command does: whole, or not at all.
    private void Write(Dictionary<string, object> keys)
    {
        var next = _folder.Combine("keys.json.new");
        File.WriteAllText(next, JsonSerializer.Serialize(new { Sentiment = new { Auth = new { Keys = keys } } }));
        File.Move(next, _folder.Combine("keys.json"), overwrite: true);
    }

    private Task<TestPool> StartAsync(params string[] more)
    {
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(PoolKey)));
        return TestPool.StartAsync([.. Arguments, $"--Sentiment:Auth:PoolKeyHash={hash}", .. more]);
    }
}
