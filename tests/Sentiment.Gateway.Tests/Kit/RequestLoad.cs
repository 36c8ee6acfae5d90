using System.Collections.Concurrent;
using Sentiment.TestKit;

namespace Sentiment.Gateway.Tests.Kit;

/// <summary>Callers that send predictions without a break; half of their texts are new, half of them were sent before.</summary>
internal sealed class RequestLoad : IAsyncDisposable
{
    private const int Callers = 4;

    private readonly TestGateway _gateway;
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private int _answered;
    private int _sent;

    public RequestLoad(TestGateway gateway)
    {
        _gateway = gateway;
        _running = Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(RunAsync)));
    }

    /// <summary>Waits until so many more were answered.</summary>
    public Task WaitForAsync(int more)
    {
        var goal = Volatile.Read(ref _answered) + more;
        return Poll.UntilAsync(() => Volatile.Read(ref _answered) >= goal, TimeSpan.FromSeconds(30), Requests.Token);
    }

    /// <summary>Ends when all are answered; what was not a 200.</summary>
    public async Task<IReadOnlyCollection<string>> StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
        return _errors;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var number = Interlocked.Increment(ref _sent);
            try
            {
                using var response = await _gateway.Client.CallAsync(Requests.Predict, Requests.Text($"text {(number % 2 == 0 ? number : number % 10)}"));
                if ((int)response.StatusCode != 200)
                {
                    _errors.Enqueue($"{response.StatusCode} {await response.Content.ReadAsStringAsync()}");
                }
            }
            catch (HttpRequestException failure)
            {
                _errors.Enqueue(failure.Message);
            }

            Interlocked.Increment(ref _answered);
        }
    }
}
