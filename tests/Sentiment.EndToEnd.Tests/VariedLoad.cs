using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Net.Security;
using System.Text.Json;
using Sentiment.Contracts;
using Sentiment.TestKit;

namespace Sentiment.EndToEnd.Tests;

/// <summary>
/// Callers that go on whatever happens behind the gateway, half of them over HTTP/1.1 and half over HTTP/2, each over a connection of its own that it keeps for a
/// second. Every third request is a batch; half of the texts are new, the others were sent before.
/// </summary>
internal sealed class VariedLoad : IAsyncDisposable
{
    private const int Callers = 6;
    private const int KnownTexts = 20;
    private const int TextsOfABatch = 4;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan ConnectionsLast = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly GuardedSystem _system;
    private readonly CancellationTokenSource _enough = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly int[] _answered = new int[Callers];
    private readonly string?[] _shown = new string?[Callers];
    private readonly Task _calling;
    private volatile string _key;

    private VariedLoad(GuardedSystem system, string key)
    {
        (_system, _key) = (system, key);
        _calling = Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(caller))));
    }

    public static VariedLoad Start(GuardedSystem system, string key) => new(system, key);

    /// <summary>Gives the callers another key, for all requests from the next one on.</summary>
    public void Use(string key) => _key = key;

    /// <summary>Whether the latest connection of every caller was shown this certificate.</summary>
    public bool IsShown(TestCertificate certificate) => Array.TrueForAll(_shown, shown => shown == certificate.Certificate.Thumbprint);

    /// <summary>Waits until every caller has had answers to some requests that it sends from now on.</summary>
    public Task GoOnAsync()
    {
        // The first that is answered may be under way already.
        const int more = 10;
        int[] goals = [.. _answered.Select(static answered => answered + 1 + more)];
        return Poll.UntilAsync(
            () => goals.Index().All(goal => Volatile.Read(ref _answered[goal.Index]) >= goal.Item), Limit, TestContext.Current.CancellationToken);
    }

    /// <summary>Ends when all are answered.</summary>
    /// <returns>What was not answered as it should be.</returns>
    public async Task<IReadOnlyCollection<string>> StopAsync()
    {
        await _enough.CancelAsync();
        await _calling;
        return _errors;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _enough.Dispose();
    }

    private async Task CallAsync(int caller)
    {
        using var client = NewClient(caller);
        using var pace = new PeriodicTimer(Pace);
        while (!_enough.IsCancellationRequested && await pace.WaitForNextTickAsync(CancellationToken.None))
        {
            try
            {
                if (await AskAsync(client, caller) is { } flaw)
                {
                    _errors.Enqueue(flaw);
                }
            }
            catch (Exception broken) when (broken is HttpRequestException or OperationCanceledException)
            {
                _errors.Enqueue($"caller {caller}: {broken}");
            }

            Interlocked.Increment(ref _answered[caller]);
        }
    }

    private async Task<string?> AskAsync(HttpClient client, int caller)
    {
        var isBatch = _answered[caller] % 3 == 0;
        string[] texts = [.. Enumerable.Range(0, isBatch ? TextsOfABatch : 1).Select(place => Text(_answered[caller], place))];
        using var message = new HttpRequestMessage(HttpMethod.Post, isBatch ? "/api/v1/predict/batch" : "/api/v1/predict")
        {
            Version = caller % 2 == 0 ? HttpVersion.Version11 : HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = isBatch ? JsonContent.Create(new { texts }) : JsonContent.Create(new { text = texts[0] }),
        };
        message.Headers.Add(HeaderNames.ApiKey, _key);
        using var response = await client.SendAsync(message, CancellationToken.None);
        var body = await response.Content.ReadAsStringAsync(CancellationToken.None);
        return response.StatusCode == HttpStatusCode.OK && IsWhole(body, isBatch) ? null : $"caller {caller}: {(int)response.StatusCode} {body}";
    }

    // One half of the requests has an even number, and so has one half of the places.
    private static string Text(int request, int place) =>
        (request + place) % 2 == 0 ? $"It does what it says, says {Guid.NewGuid()}." : $"It does what it says, says number {(request + place) / 2 % KnownTexts}.";

    private static bool IsWhole(string body, bool isBatch) => isBatch
        ? JsonSerializer.Deserialize(body, ContractsJson.Default.BatchResponse)!.Results is { Count: TextsOfABatch } results && results.All(static item => item.Prediction is not null)
        : JsonSerializer.Deserialize(body, ContractsJson.Default.Prediction) is { Label.Length: > 0 };

    private HttpClient NewClient(int caller)
    {
        var options = _system.Authority.NewOptions();
        options.RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
        {
            Volatile.Write(ref _shown[caller], certificate?.GetCertHashString());
            return errors == SslPolicyErrors.None;
        };
        return new HttpClient(new SocketsHttpHandler { SslOptions = options, PooledConnectionLifetime = ConnectionsLast })
        {
            BaseAddress = _system.Address,
            Timeout = Limit,
        };
    }
}
