using System.Net.Http.Json;
using System.Text.Json;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Feedback;

/// <summary>Two gateways with one Redis, and one pepper.</summary>
public sealed class SharedFeedbackTests : RedisTest
{
    private const string Path = "/api/v1/feedback";

    [Fact]
    public async Task Given_AtOneGateway_IsKnownToTheOther()
    {
        await using var first = await StartAsync();
        await using var second = await StartAsync();
        var id = await IdAsync(first);

        using var accepted = await first.Client.CallAsync(Path, Body(id));
        using var again = await second.Client.CallAsync(Path, Body(id));

        Assert.Equal(202, (int)accepted.StatusCode);
        await again.AssertProblemAsync(ErrorCode.FeedbackGiven);
    }

    [Fact]
    public async Task Given_WhileRedisIsAway_IsTakenOnceAGateway()
    {
        await using var gateway = await StartAsync();
        var id = await IdAsync(gateway);
        await Server.KillAsync();

        using var accepted = await gateway.Client.CallAsync(Path, Body(id));
        using var again = await gateway.Client.CallAsync(Path, Body(id));

        Assert.Equal(202, (int)accepted.StatusCode);
        await again.AssertProblemAsync(ErrorCode.FeedbackGiven);
    }

    private static ByteArrayContent Body(string id) => Requests.Json(JsonSerializer.Serialize(new { prediction_id = id, label = "POSITIVE" }));

    private static async Task<string> IdAsync(TestGateway gateway)
    {
        using var response = await PredictAsync(gateway);
        return (await response.Content.ReadFromJsonAsync<JsonElement>(Requests.Token)).GetProperty("prediction_id").GetString()!;
    }
}
