using System.Net.Http.Json;
using Sentiment.Contracts;
using Sentiment.Contracts.Predictions;
using Sentiment.Gateway.Tests.Kit;

namespace Sentiment.Gateway.Tests.Dispatch;

/// <summary>Two pools and a gateway over them: as two replicas of one arm, or as an arm each.</summary>
internal sealed class TwoPools : IAsyncDisposable
{
    private TwoPools(ScriptedPool first, ScriptedPool second, TestGateway gateway) => (First, Second, Gateway) = (first, second, gateway);

    public ScriptedPool First { get; }

    public ScriptedPool Second { get; }

    public TestGateway Gateway { get; }

    /// <summary>The arm <c>onnx</c> with both.</summary>
    public static async Task<TwoPools> ReplicasAsync(params (string Key, string Value)[] settings)
    {
        var (first, second) = (await ScriptedPool.StartAsync(), await ScriptedPool.StartAsync());
        return new TwoPools(first, second, TestGateway.Start([first, second], settings));
    }

    /// <summary>The arm <c>onnx</c> with the first, to which all requests are assigned but one in 10,000, and <c>other</c> with the second.</summary>
    public static async Task<TwoPools> ArmsAsync(params (string Key, string Value)[] settings)
    {
        var (first, second) = (await ScriptedPool.StartAsync(), await ScriptedPool.StartAsync());
        return new TwoPools(first, second, TestGateway.Start(
            [first],
            [
                ("Sentiment:Arms:0:Weight", "9999"),
                ("Sentiment:Arms:1:Id", "other"),
                ("Sentiment:Arms:1:Cluster", "other"),
                ("Sentiment:Arms:1:Backend", "onnx"),
                ("Sentiment:Arms:1:Weight", "1"),
                ("Sentiment:Clusters:other:Destinations:other-1:Address", second.Address.ToString()),
                .. settings,
            ]));
    }

    public Task<HttpResponseMessage> PredictAsync(params (string Name, string Value)[] headers) =>
        Gateway.Client.CallAsync(Requests.Predict, Requests.Text("fine"), headers);

    public async Task<int> StatusAsync(params (string Name, string Value)[] headers)
    {
        using var response = await PredictAsync(headers);
        return (int)response.StatusCode;
    }

    public static async Task<Prediction> ReadAsync(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync(ContractsJson.Default.Prediction, Requests.Token))!;

    /// <summary>The value of a series, by its name and labels as they are scraped.</summary>
    public async Task<double> MetricAsync(string series)
    {
        var lines = (await Gateway.Management.GetStringAsync("/metrics", Requests.Token)).Split('\n');
        var line = Assert.Single(lines, line => line.StartsWith(series + " ", StringComparison.Ordinal));
        return double.Parse(line[(series.Length + 1)..], System.Globalization.CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await First.DisposeAsync();
        await Second.DisposeAsync();
    }
}
