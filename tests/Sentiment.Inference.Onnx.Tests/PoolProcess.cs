using System.Net;
using System.Text;
using Sentiment.TestKit;

namespace Sentiment.Inference.Onnx.Tests;

/// <summary>A pool's real executable on free ports.</summary>
internal sealed class PoolProcess : IAsyncDisposable
{
    public const string Onnx = "Sentiment.Inference.Onnx";
    public const string Torch = "Sentiment.Inference.Torch";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly int _port = FreePorts.Take();
    private readonly int _managementPort = FreePorts.Take();
    private readonly ServiceProcess _process;

    public PoolProcess(string executable, string package, params ReadOnlySpan<string> arguments)
    {
        _process = ServiceProcess.Start(new ProcessCommand(BuiltExecutable.Path(executable),
        [
            $"--Sentiment:Listen:Port={_port}", $"--Sentiment:Listen:ManagementPort={_managementPort}", $"--Sentiment:Model:Path={package}", .. arguments,
        ])
        {
            Environment = new Dictionary<string, string?> { ["DOTNET_ENVIRONMENT"] = "Development" },
        });
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_port}") };
        Management = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_managementPort}") };
    }

    public HttpClient Client { get; }

    public HttpClient Management { get; }

    public int Id => _process.Id;

    public string Log => string.Join('\n', _process.Output);

    public Task WaitUntilReadyAsync() => Poll.UntilAsync(() => IsReadyAsync(), Limit, TestContext.Current.CancellationToken);

    public Task<int> WaitForExitAsync() => _process.WaitForExitAsync(Limit);

    public void Terminate() => _process.Signal(ProcessSignal.Terminate);

    public Task<HttpResponseMessage> PostAsync(string path, string json) =>
        Client.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Management.Dispose();
        await _process.DisposeAsync();
    }

    private async ValueTask<bool> IsReadyAsync()
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"The pool has ended:\n{Log}");
        }

        try
        {
            using var answer = await Client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
