using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Sentiment.EndToEnd.Tests.Monitoring;

/// <summary>What the shipped package's baseline makes a pool count, seen through a gateway.</summary>
[Collection(ObservedSystemDefinition.Name)]
public sealed class DriftTests(ObservedSystem system)
{
    private static readonly string[] Features = ["confidence", "label", "text_length", "unknown_tokens"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Texts_SentTwice_AreCountedOnce()
    {
        using var client = system.CreateClient();
        var before = await CountsAsync();

        var cached = new[] { await PredictAsync(client), await PredictAsync(client) };

        Assert.Equal([false, true], cached);
        var after = await CountsAsync();
        Assert.Equal(Features, after.Keys.Order(StringComparer.Ordinal));
        Assert.All(Features, feature => Assert.Equal(1, after[feature] - before[feature]));
    }

    private static async Task<bool> PredictAsync(HttpClient client)
    {
        using var response = await client.PostAsJsonAsync("/api/v1/predict", new { text = "A lighthouse, a ferry and a very long winter." }, Token);
        return (await response.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("cached").GetBoolean();
    }

    /// <returns>Texts over all bins, by feature.</returns>
    private async Task<Dictionary<string, double>> CountsAsync()
    {
        using var client = new HttpClient();
        var metrics = await client.GetStringAsync(new Uri(system.Services["sentiment-inference-onnx"], "/metrics"), Token);
        return metrics.Split('\n')
            .Where(static line => line.StartsWith("ml_drift_texts_total{", StringComparison.Ordinal))
            .GroupBy(static line => line.Split("feature=\"")[1].Split('"')[0], StringComparer.Ordinal)
            .ToDictionary(static lines => lines.Key, static lines => lines.Sum(static line => double.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture)), StringComparer.Ordinal);
    }
}
