using Microsoft.Extensions.Hosting;
using Sentiment.Contracts.Predictions;
using Sentiment.Serving.Batching;
using Sentiment.Serving.Drift;
using Sentiment.Serving.Hardware;
using Sentiment.Serving.Telemetry;

namespace Sentiment.Serving.Startup;

/// <summary>Loads the model while the server already answers probes, and opens the queue once it is known to answer right.</summary>
internal sealed class ModelStartup(
    ModelLoader loader, ModelState state, BatchScheduler scheduler, ServingMetrics metrics, DriftMetrics drift, ModelExit exit) : IHostedService, IDisposable
{
    private Thread? _thread;

    /// <summary>To be called once, when the configuration is known to be good. A failure stops the application, as soon as it has started.</summary>
    public void Begin()
    {
        MakeRoomForRuns();

        // A thread of its own: it blocks for as long as the model takes.
        _thread = new Thread(Run) { IsBackground = true, Name = "model" };
        _thread.Start();
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The server has stopped before and answered what it had; what is left has no reader.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await Task.Run(() => _thread?.Join(), CancellationToken.None).WaitAsync(cancellationToken);
        await scheduler.CloseAsync().WaitAsync(cancellationToken);
    }

    /// <summary>The backend is disposed after this and must not be in use then.</summary>
    public void Dispose()
    {
        _thread?.Join();
        scheduler.CloseAsync().GetAwaiter().GetResult();
    }

    // A run holds a thread of the pool for milliseconds. The pool would take half a second to notice that connections starve, each time.
    private void MakeRoomForRuns()
    {
        ThreadPool.GetMinThreads(out var workers, out var completions);
        ThreadPool.SetMinThreads(Math.Max(workers, CpuAllowance.Processors + scheduler.Workers), completions);
    }

    private void Run()
    {
        try
        {
            var before = Environment.WorkingSet;
            if (loader.Load() is not { } model)
            {
                state.Fail();
                exit.Stop();
                return;
            }

            metrics.DeclareModel(model.Manifest.Name, [.. model.Manifest.Labels, Labels.Neutral], Math.Max(0, Environment.WorkingSet - before));
            drift.Declare(model.Manifest, model.Package, model.Tokenizer.UnknownId);
            scheduler.Open(model.Manifest.Labels.Count);
            state.Succeed(model);
        }
        catch (Exception broken)
        {
            // Nothing above this frame but the process: whatever it is, the pool is of no use without its model.
            state.Fail();
            exit.Stop(broken);
        }
    }
}
