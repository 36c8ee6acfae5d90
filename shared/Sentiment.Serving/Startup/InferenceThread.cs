using Microsoft.Extensions.Hosting;
using Sentiment.Serving.Batching;
using Sentiment.Serving.Telemetry;

namespace Sentiment.Serving.Startup;

/// <summary>
/// The one thread that ever calls the backend: loads the model, then runs batches until the host stops. A thread of its own, because it
/// blocks for milliseconds at a time and native runtimes keep state by thread.
/// </summary>
internal sealed class InferenceThread(
    ModelLoader loader,
    ModelState state,
    BatchQueue queue,
    BatchLoop loop,
    ServingMetrics metrics,
    ModelExit exit) : IHostedService, IDisposable
{
    private Thread? _thread;

    /// <summary>Returns at once: probes answer while the model loads.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "inference" };
        _thread.Start();
        return Task.CompletedTask;
    }

    /// <summary>The server has stopped before and answered what it had; what is left has no reader.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Close();
        await Task.Run(() => _thread?.Join(), CancellationToken.None).WaitAsync(cancellationToken);
    }

    /// <summary>The backend is disposed after this and must not be in use then.</summary>
    public void Dispose()
    {
        queue.Close();
        _thread?.Join();
    }

    private void Run()
    {
        try
        {
            if (Load() is { } model)
            {
                loop.Run(model.Manifest.Labels.Count);
                return;
            }

            state.Fail();
            exit.Stop();
        }
        catch (Exception broken)
        {
            // Nothing above this frame but the process: whatever it is, the pool is of no use without this thread.
            state.Fail();
            queue.Close();
            loop.FailAll();
            exit.Stop(broken);
        }
    }

    private ServedModel? Load()
    {
        var before = Environment.WorkingSet;
        if (loader.Load() is not { } model)
        {
            return null;
        }

        metrics.DeclareModel(model.Manifest.Name, model.Manifest.Labels, Math.Max(0, Environment.WorkingSet - before));
        state.Succeed(model);
        return model;
    }
}
