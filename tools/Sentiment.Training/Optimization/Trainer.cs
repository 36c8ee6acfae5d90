using System.Globalization;
using static TorchSharp.torch;

namespace Sentiment.Training.Optimization;

/// <summary>Takes the steps of a plan, from wherever the checkpoint stands.</summary>
internal sealed class Trainer
{
    private readonly Lanes _lanes;
    private readonly TrainingPlan _plan;
    private readonly TrainerSettings _settings;
    private readonly ParameterState[] _parameters;
    private readonly FusedAdamW _optimizer;

    /// <param name="objectives">A lane each.</param>
    /// <param name="plan">The steps.</param>
    /// <param name="settings">Where and how.</param>
    /// <exception cref="InvalidDataException">The checkpoint is damaged, of another model, or the plan was changed behind its back.</exception>
    public Trainer(IReadOnlyList<IObjective> objectives, TrainingPlan plan, TrainerSettings settings)
    {
        _lanes = new Lanes(objectives, settings.Threads);
        _plan = plan;
        _settings = settings;
        _parameters = _lanes.Parameters();
        _optimizer = new FusedAdamW(_parameters, settings.Adam);
        (NextStep, var lastRate) = Checkpoint.Read(settings.CheckpointPath, plan.Fingerprint, _parameters);
        if (NextStep > plan.Steps.Count || (NextStep > 0 && plan.Steps[NextStep - 1].LearningRate != lastRate))
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{settings.CheckpointPath} has taken {NextStep} steps, the last at the learning rate {lastRate:E2}, which the plan of {plan.Steps.Count} steps does not have there: a run can be made longer or shorter until its rate begins to fall. Set epochs back, or delete the checkpoint to start anew."));
        }

        foreach (var parameter in _parameters)
        {
            parameter.Spread(0, parameter.Length);
        }
    }

    /// <summary>Where the run stands; 0 at its beginning, the number of steps at its end.</summary>
    public int NextStep { get; private set; }

    /// <summary>Runs until <paramref name="lastStep"/> or the end of the plan, and saves.</summary>
    /// <returns>False where it was cancelled: saved as well, to be resumed.</returns>
    public bool Run(TrainingProgress progress, int lastStep = int.MaxValue, CancellationToken cancellation = default)
    {
        var saved = _settings.Time.GetTimestamp();
        while (NextStep < Math.Min(lastStep, _plan.Steps.Count) && !cancellation.IsCancellationRequested)
        {
            var step = _plan.Steps[NextStep];
            progress.Report(_plan, NextStep, Learn(step));
            NextStep++;
            if (_settings.Time.GetElapsedTime(saved) > _settings.CheckpointInterval)
            {
                Save();
                saved = _settings.Time.GetTimestamp();
            }

            if (progress.WantsMeasure(NextStep, _plan.Steps.Count))
            {
                set_num_threads(_settings.Threads);
                progress.Measure(NextStep);
            }
        }

        Save();
        set_num_threads(_settings.Threads);
        return !cancellation.IsCancellationRequested;
    }

    /// <summary>Puts the averaged weights into a model, and readies it to answer.</summary>
    /// <param name="module">In single precision; has the parameters that lanes have.</param>
    public void CopyAverages(nn.Module module)
    {
        var targets = module.named_parameters().ToDictionary(named => named.name, named => named.parameter, StringComparer.Ordinal);
        foreach (var parameter in _parameters)
        {
            LaneMemory.Write(parameter.Average, targets[parameter.Name], start: 0);
        }

        module.eval();
    }

    private double Learn(PlannedStep step)
    {
        // All chance of a step comes from its number, so that a resumed run draws what an unbroken one draws.
        var seed = unchecked(_settings.Seed * 1_000_003 + NextStep);
        manual_seed(seed);
        var loss = _lanes.Backward(step.Examples, seed);
        _optimizer.Step(NextStep, step.LearningRate);
        return loss;
    }

    private void Save() => Checkpoint.Write(
        _settings.CheckpointPath, _plan.Fingerprint, NextStep, NextStep > 0 ? _plan.Steps[NextStep - 1].LearningRate : 0, _parameters);
}

/// <param name="Adam">The optimizer's.</param>
/// <param name="Seed">Of every random draw.</param>
/// <param name="Threads">Of all lanes together.</param>
/// <param name="CheckpointPath">Where the state is kept.</param>
/// <param name="CheckpointInterval">How often it is written.</param>
/// <param name="Time">The clock.</param>
internal sealed record TrainerSettings(
    AdamSettings Adam, int Seed, int Threads, string CheckpointPath, TimeSpan CheckpointInterval, TimeProvider Time);
