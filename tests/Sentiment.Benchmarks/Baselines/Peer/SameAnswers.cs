using System.Net.Http.Json;
using System.Text.Json;
using Sentiment.Benchmarks.Processes;

namespace Sentiment.Benchmarks.Baselines.Peer;

/// <summary>Two servers that answer differently do not do the same work, and one may not be held against the other.</summary>
internal static class SameAnswers
{
    private const string Label = "POSITIVE";

    // Another version of the runtime has other kernels, and INT8 rounds what differs in the last digits up or down.
    private const double Tolerance = 0.02;

    /// <exception cref="InvalidDataException">A score differs by more than rounding.</exception>
    public static async Task RequireAsync(Server ours, Server theirs, IEnumerable<string> texts, CancellationToken stop)
    {
        using var client = new HttpClient();
        foreach (var text in texts)
        {
            var (mine, other) = (await ScoreAsync(client, ours, text, stop), await ScoreAsync(client, theirs, text, stop));
            if (!(Math.Abs(mine - other) <= Tolerance))
            {
                throw new InvalidDataException($"{ours.Name} gives a text {mine} for {Label} and {theirs.Name} {other}: more than {Tolerance} apart.");
            }
        }
    }

    private static async Task<double> ScoreAsync(HttpClient client, Server server, string text, CancellationToken stop)
    {
        using var answer = await client.PostAsJsonAsync($"http://{server.EndPoint}/api/v1/predict", new { text }, stop);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(stop)).GetProperty("scores").GetProperty(Label).GetDouble();
    }
}
