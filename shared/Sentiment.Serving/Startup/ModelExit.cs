using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sentiment.Hosting;

namespace Sentiment.Serving.Startup;

/// <summary>Ends the process with a code that tells whoever started it that the model was the reason.</summary>
internal sealed class ModelExit(HostExit exit, IHostApplicationLifetime lifetime, ILogger<ModelExit> logger)
{
    /// <summary>The reason has been logged.</summary>
    public void Stop()
    {
        exit.Code = HostExit.Failure;

        // Once all has started, which may be now: a stop in the middle of it is logged as one more failure.
        lifetime.ApplicationStarted.Register(lifetime.StopApplication);
    }

    public void Stop(Exception broken)
    {
        StartupLog.ThreadEnded(logger, broken);
        Stop();
    }
}
