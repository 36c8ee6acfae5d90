using Microsoft.Extensions.Options;
using Sentiment.Contracts.Errors;
using Sentiment.Serving.Admission;

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
    private readonly WorkCost _work;
    private readonly TimeProvider _time;
    private readonly Action<Exception> _onBroken;
    private readonly LaneQueue _queue;
    private readonly Func<long, long> _endOf;
    private readonly Func<ApiError> _overdue;
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long? _lastEnd;
    private int _labels;
    private int _running;
    private bool _isOpen;

    /// <param name="onBroken">Told when the engine itself fails, not the model: nothing runs after that.</param>
    public BatchScheduler(
        IOptions<BatchingOptions> options, RunCosts costs, BatchRunner runner, AdmissionGate admission, WorkCost work, TimeProvider time, Action<Exception> onBroken)
    {
        (_runner, _work, _time, _onBroken) = (runner, work, time, onBroken);
        _endOf = cost => time.GetTimestamp() + (long)(work.Latest(cost).TotalSeconds * time.TimestampFrequency);
        _overdue = admission.Overdue;
        Workers = options.Value.EffectiveWorkers;
        _queue = new LaneQueue(options.Value, costs.Of);
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
    public bool TryAdd(PendingRequest request)
    {
        PlannedRun? own;
        lock (_gate)
        {
            if (!_isOpen)
            {
                return false;
            }

            _queue.Add(request);
            own = Start();
        }

        if (own is not null)
        {
            StartOthers(request.Texts.Length - own.Texts.Length);

            // The request's thread goes on to answer it: what is left is for the pool's threads.
            Continue(RunOne(own));
        }

        return true;
    }

    /// <summary>Takes nothing more, and lets what is under way come to its end; what waits has no reader any more.</summary>
    public Task CloseAsync()
    {
        lock (_gate)
        {
            Close();
        }

        return _idle.Task;
    }

    // The other workers, when the texts are more than one run's.
    private void StartOthers(int left)
    {
        while (left > 0 && StartLocked() is { } run)
        {
            left -= run.Texts.Length;
            Continue(run);
        }
    }

    private void Continue(PlannedRun? run)
    {
        if (run is not null)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static state => state.Scheduler.RunAll(state.Run), (Scheduler: this, Run: run), preferLocal: false);
        }
    }

    private void RunAll(PlannedRun run)
    {
        for (PlannedRun? next = run; next is not null; next = RunOne(next))
        {
        }
    }

    /// <summary>Runs, and takes the next run of the same worker.</summary>
    private PlannedRun? RunOne(PlannedRun run)
    {
        try
        {
            return End(run, _runner.Run(run.Texts, _labels));
        }
        catch (Exception broken)
        {
            // Not the model, which the runner answers for: the engine itself. Nobody may wait for a run that will not come.
            End(run, cost: null);
            Array.ForEach(run.Texts, static text => text.Complete(RunResult.Failed(BatchRunner.Failed)));
            _onBroken(broken);
            return null;
        }
    }

    private PlannedRun? StartLocked()
    {
        lock (_gate)
        {
            return Start();
        }
    }

    private PlannedRun? Start()
    {
        if (_running == Workers || !_queue.Any)
        {
            return null;
        }

        _queue.DropUnwanted(_endOf, _overdue);
        var run = _queue.Take();
        _running += run is null ? 0 : 1;
        return run;
    }

    /// <param name="cost">Of the run; null when it broke the engine.</param>
    private PlannedRun? End(PlannedRun run, int? cost)
    {
        lock (_gate)
        {
            _running--;
            _queue.End(run);
            if (cost is { } done)
            {
                ObserveDrain(done);
            }

            if (cost is null || !_isOpen)
            {
                Close();
                return null;
            }

            return Start();
        }
    }

    private void ObserveDrain(int cost)
    {
        var now = _time.GetTimestamp();
        if (_queue.Any && _lastEnd is { } last)
        {
            _work.ObserveDrain(cost, _time.GetElapsedTime(last, now));
        }

        _lastEnd = _queue.Any ? now : null;
    }

    private void Close()
    {
        _isOpen = false;
        Array.ForEach(_queue.TakeAll(), static text => text.Complete(RunResult.Failed(BatchRunner.Failed)));
        if (_running == 0)
        {
            _idle.TrySetResult();
        }
    }
}
