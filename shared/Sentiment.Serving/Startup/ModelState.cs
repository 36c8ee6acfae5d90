using Microsoft.Extensions.Hosting;
using Sentiment.Contracts;
using Sentiment.Hosting.Probes;
using Sentiment.Serving.Admission;

namespace Sentiment.Serving.Startup;

/// <summary>The start of the model, seen from requests and probes: its state is the state of that one task.</summary>
internal sealed class ModelState(IHostApplicationLifetime lifetime, AdmissionGate admission) : IReadiness
{
    private readonly TaskCompletionSource<ServedModel?> _start = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The model once it is ready; null before, and when it failed.</summary>
    public ServedModel? Ready => _start.Task.IsCompleted ? _start.Task.Result : null;

    /// <summary><c>starting</c>, <c>ready</c>, <c>failed</c> or <c>draining</c>.</summary>
    public string Word => lifetime.ApplicationStopping.IsCancellationRequested
        ? _start.Task is { IsCompleted: true, Result: null } ? "failed" : "draining"
        : !_start.Task.IsCompleted ? "starting" : Ready is null ? "failed" : "ready";

    public void Succeed(ServedModel model) => _start.TrySetResult(model);

    public void Fail() => _start.TrySetResult(null);

    public ReadinessReport Report() => new(Word == "ready", Word)
    {
        Headers =
        [
            .. Ready is { } model ? [KeyValuePair.Create(HeaderNames.ModelDigest, model.Digest)] : Array.Empty<KeyValuePair<string, string>>(),
            KeyValuePair.Create(HeaderNames.QueuedTokens, admission.QueuedTokens.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ],
    };
}
