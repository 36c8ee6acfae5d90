using Microsoft.Extensions.Hosting;
using Sentiment.Contracts;
using Sentiment.Hosting.Probes;
using Sentiment.Serving.Admission;

namespace Sentiment.Serving.Startup;

/// <summary>The model, seen from requests and probes: loading, ready, failed or about to stop.</summary>
internal sealed class ModelState(IHostApplicationLifetime lifetime, AdmissionGate admission) : IReadiness
{
    private volatile ServedModel? _model;
    private volatile bool _failed;

    /// <summary>The model once it is ready; null before, and when it failed, then or later.</summary>
    public ServedModel? Ready => _failed ? null : _model;

    /// <summary><c>starting</c>, <c>ready</c>, <c>failed</c> or <c>draining</c>.</summary>
    public string Word => _failed ? "failed"
        : lifetime.ApplicationStopping.IsCancellationRequested ? "draining"
        : _model is null ? "starting" : "ready";

    public void Succeed(ServedModel model) => _model = model;

    /// <summary>The model cannot be loaded, or the thread that runs it has ended.</summary>
    public void Fail() => _failed = true;

    public ReadinessReport Report() => new(Word == "ready", Word)
    {
        Headers =
        [
            .. Ready is { } model ? [KeyValuePair.Create(HeaderNames.ModelDigest, model.Digest)] : Array.Empty<KeyValuePair<string, string>>(),
            KeyValuePair.Create(HeaderNames.QueuedTokens, admission.QueuedTokens.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ],
    };
}
