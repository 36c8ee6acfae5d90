using Microsoft.Extensions.Options;
using Sentiment.Serving.Backends;

namespace Sentiment.Serving.Batching;

/// <summary>
/// Step 11: owns the waiting texts, and decides what runs next and on whose thread. A request that finds a worker free runs its texts itself:
/// nobody is woken, nothing changes threads. Otherwise they wait, together with those of other requests, for the next worker.
/// </summary>
/// <remarks>
/// A worker is a right to run, not a thread: at most <see cref="Workers"/> runs are under way, so that they do not fight for the cores. A
/// request's thread gives its right on after one run; the pool's thread that takes it over keeps it while there is work.
/// </remarks>
internal sealed class BatchScheduler
{
    private readonly Lock _gate = new();
    private readonly BatchRunner _runner;
    private readonly TimeProvider _time;
    private readonly Action<Exception> _onBroken;
    private readonly WaitingTexts _short;
    private readonly WaitingTexts _long;
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _labels;
    private int _running;
    private int _longRunning;
    private int _shortRunsSince;
    private bool _isOpen;

    /// <param name="onBroken">Told when the engine itself fails, not the model: nothing runs after that.</param>
    public BatchScheduler(IOptions<BatchingOptions> options, IModelBackend backend, BatchRunner runner, TimeProvider time, Action<Exception> onBroken)
    {
        (_runner, _time, _onBroken) = (runner, time, onBroken);
        Workers = options.Value.EffectiveWorkers;
        _short = new WaitingTexts(options.Value, backend.Cost);
        _long = new WaitingTexts(options.Value, backend.Cost);
    }

    /// <summary>Runs at a time.</summary>
    public int Workers { get; }

    /// <summary>The model is there.</summary>
    /// <param name="labels">Logits of a text.</param>
    public void Open(int labels)
    {
        lock (_gate)
        {
            (_labels, _isOpen) = (labels, true);
        }
    }

    /// <summary>Takes a request's texts, and runs some of them at once if a worker is free.</summary>
    /// <returns>False when nothing is taken any more.</returns>
    public bool TryAdd(PendingText[] texts)
    {
        Work? own;
        lock (_gate)
        {
            if (!_isOpen)
            {
                return false;
            }

            WaitingOf(Lanes.Of(texts.Sum(static text => text.Ids.Length))).Add(texts);
            own = Start();
        }

        if (own is not null)
        {
            StartOthers();
            Finish(own);
        }

        return true;
    }

    /// <summary>Takes nothing more, and lets what is under way come to its end; what waits has no reader any more.</summary>
    public Task CloseAsync()
    {
        lock (_gate)
        {
            _isOpen = false;
            FailWaiting();
            if (_running == 0)
            {
                _idle.TrySetResult();
            }
        }

        return _idle.Task;
    }

    // The other workers, when the texts are more than one run's.
    private void StartOthers()
    {
        while (StartLocked() is { } work)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static state => state.Scheduler.RunAll(state.Work), (Scheduler: this, Work: work), preferLocal: false);
        }
    }

    // On the thread of a request, which goes on to answer it: what is left is for the pool's threads.
    private void Finish(Work work)
    {
        if (RunOne(work) is { } next)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static state => state.Scheduler.RunAll(state.Work), (Scheduler: this, Work: next), preferLocal: false);
        }
    }

    private void RunAll(Work work)
    {
        for (Work? next = work; next is not null; next = RunOne(next))
        {
        }
    }

    /// <summary>Runs, and takes the next run of the same worker.</summary>
    private Work? RunOne(Work work)
    {
        try
        {
            _runner.Run(work.Texts, _labels);
            return EndLocked(work);
        }
        catch (Exception broken)
        {
            // Not the model, which the runner answers for: the engine itself. Nobody may wait for a run that will not come.
            Break();
            Array.ForEach(work.Texts, static text => text.Complete(RunResult.Failed(BatchRunner.Failed)));
            _onBroken(broken);
            return null;
        }
    }

    private Work? StartLocked()
    {
        lock (_gate)
        {
            return Start();
        }
    }

    private Work? EndLocked(Work work)
    {
        lock (_gate)
        {
            _running--;
            _longRunning -= work.Lane == Lane.Long ? 1 : 0;
            var next = _isOpen ? Start() : null;
            if (!_isOpen && _running == 0)
            {
                _idle.TrySetResult();
            }

            return next;
        }
    }

    private Work? Start()
    {
        if (_running == Workers)
        {
            return null;
        }

        var now = _time.GetTimestamp();
        _short.DropUnwanted(now);
        _long.DropUnwanted(now);
        if (!_short.Any && !_long.Any)
        {
            return null;
        }

        var lane = Lanes.Next(_short.Any, _long.Any, _longRunning, _shortRunsSince);
        _running++;
        _longRunning += lane == Lane.Long ? 1 : 0;
        _shortRunsSince = lane == Lane.Long ? 0 : _shortRunsSince + 1;
        return new Work(lane, WaitingOf(lane).TakeBatch());
    }

    private void Break()
    {
        lock (_gate)
        {
            _isOpen = false;
            FailWaiting();
            if (--_running == 0)
            {
                _idle.TrySetResult();
            }
        }
    }

    private void FailWaiting()
    {
        foreach (var text in (PendingText[])[.. _short.TakeAll(), .. _long.TakeAll()])
        {
            text.Complete(RunResult.Failed(BatchRunner.Failed));
        }
    }

    private WaitingTexts WaitingOf(Lane lane) => lane == Lane.Long ? _long : _short;

    private sealed record Work(Lane Lane, PendingText[] Texts);
}
