using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using Sentiment.Contracts;
using Sentiment.Contracts.Predictions;

namespace Sentiment.EndToEnd.Tests;

/// <summary>
/// Requests at a steady pace, whether or not the ones before are answered, as many clients make it; each has a sticky id of its own, so that
/// every arm has its share. Far below what two replicas can do.
/// </summary>
internal sealed class SteadyLoad : IAsyncDisposable
{
    private readonly ConcurrentQueue<LoadAnswer> _answers = new();
    private readonly CancellationTokenSource _enough = new();
    private readonly HttpClient _client;
    private readonly TimeSpan _pace;
    private readonly Task _sending;

    private SteadyLoad(HttpClient client, TimeSpan pace)
    {
        (_client, _pace) = (client, pace);
        _sending = SendAsync();
    }

    public IReadOnlyCollection<LoadAnswer> Answers => _answers;

    /// <param name="client">Of the gateway.</param>
    /// <param name="perSecond">Requests.</param>
    public static SteadyLoad Start(HttpClient client, int perSecond = 50) => new(client, TimeSpan.FromSeconds(1) / perSecond);

    /// <summary>No more requests; waits for the answers that are missing.</summary>
    public async Task<IReadOnlyList<LoadAnswer>> StopAsync()
    {
        await _enough.CancelAsync();
        await _sending;
        return [.. _answers];
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _enough.Dispose();
    }

    private async Task SendAsync()
    {
        using var pace = new PeriodicTimer(_pace);
        var sent = new List<Task>();
        try
        {
            while (await pace.WaitForNextTickAsync(_enough.Token))
            {
                sent.Add(AskAsync(sent.Count));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(sent);
        }
    }

    private async Task AskAsync(int number)
    {
        var start = Stopwatch.GetTimestamp();
        using var message = new HttpRequestMessage(HttpMethod.Post, "/api/v1/predict")
        {
            // A text of its own: one that is known would ask nobody.
            Content = JsonContent.Create(new { text = $"It does what it says, says {Guid.NewGuid()}." }),
        };
        message.Headers.Add(HeaderNames.StickyId, $"user-{number}");
        using var response = await _client.SendAsync(message);
        var body = await response.Content.ReadAsStringAsync();
        var prediction = response.IsSuccessStatusCode
            ? System.Text.Json.JsonSerializer.Deserialize(body, ContractsJson.Default.Prediction)
            : null;
        var assigned = response.Headers.TryGetValues(HeaderNames.ExperimentArm, out var arms) ? arms.Single() : null;
        _answers.Enqueue(new LoadAnswer((int)response.StatusCode, prediction, assigned, Stopwatch.GetElapsedTime(start), body));
    }
}

/// <param name="Status">Of HTTP.</param>
/// <param name="Prediction">Null unless it was one.</param>
/// <param name="Assigned">The arm that the experiment wanted.</param>
/// <param name="Took">From the first byte out to the last byte in.</param>
/// <param name="Body">For the message of a test that fails.</param>
internal sealed record LoadAnswer(int Status, Prediction? Prediction, string? Assigned, TimeSpan Took, string Body);
