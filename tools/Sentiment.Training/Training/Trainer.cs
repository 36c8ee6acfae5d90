using Sentiment.Models.Torch;
using static TorchSharp.torch;

namespace Sentiment.Training.Training;

/// <summary>Takes the steps of a plan, from wherever the checkpoint stands.</summary>
internal sealed class Trainer
{
    private readonly DistilBertClassifier _model;
    private readonly TrainingPlan _plan;
    private readonly TrainerSettings _settings;
    private readonly ParameterState[] _parameters;
    private readonly FusedAdamW _optimizer;

    public Trainer(DistilBertClassifier model, TrainingPlan plan, TrainerSettings settings)
    {
        _model = model;
        _plan = plan;
        _settings = settings;
        _parameters = [.. model.named_parameters().Select(pair => new ParameterState(pair.name, pair.parameter))];
        var recipe = settings.Recipe;
        _optimizer = new FusedAdamW(
            _parameters,
            new AdamSettings((float)recipe.WeightDecay, (float)recipe.GradientNorm, (float)recipe.AveragingDecay, settings.Threads));
        NextStep = Checkpoint.Read(settings.CheckpointPath, plan.Fingerprint, _parameters);
    }

    /// <summary>Where the run stands; 0 at its beginning, the number of steps at its end.</summary>
    public int NextStep { get; private set; }

    /// <summary>
    /// Runs until <paramref name="lastStep"/> or the end of the plan, saves, and leaves the averaged weights in the model.
    /// </summary>
    /// <returns>False where it was cancelled: saved as well, to be resumed.</returns>
    public bool Run(TrainingProgress progress, int lastStep = int.MaxValue, CancellationToken cancellation = default)
    {
        set_num_threads(_settings.Threads);
        var saved = _settings.Time.GetTimestamp();
        while (NextStep < Math.Min(lastStep, _plan.Steps.Count) && !cancellation.IsCancellationRequested)
        {
            var step = _plan.Steps[NextStep];
            _model.train();
            var loss = Learn(step);
            progress.Report(_plan, NextStep, step, loss);
            NextStep++;
            if (_settings.Time.GetElapsedTime(saved) > _settings.CheckpointInterval)
            {
                Save();
                saved = _settings.Time.GetTimestamp();
            }

            if (progress.WantsMeasure(NextStep, _plan.Steps.Count))
            {
                _optimizer.SwapAverages();
                progress.Measure(_model, NextStep);
                _optimizer.SwapAverages();
            }
        }

        Save();
        _optimizer.SwapAverages();
        _model.eval();
        return !cancellation.IsCancellationRequested;
    }

    private float Learn(PlannedStep step)
    {
        using var scope = NewDisposeScope();
        // All chance of a step comes from its number, so that a resumed run draws what an unbroken one draws.
        var stepSeed = unchecked(_settings.Seed * 1_000_003 + NextStep);
        manual_seed(stepSeed);
        var noise = new TokenNoise(new Random(stepSeed), _settings.Recipe.MaskedShare, _settings.MaskId);
        var batch = BatchTensors.Create(step.Batch, _model.Config.PadTokenId, noise);
        var logProbabilities = nn.functional.log_softmax(_model.call(batch.Ids, batch.Mask), 1);
        var loss = (logProbabilities * batch.Targets).sum(1).mean().neg();
        loss.backward();
        _optimizer.Step(NextStep, step.LearningRate);
        return loss.item<float>();
    }

    private void Save() => Checkpoint.Write(_settings.CheckpointPath, _plan.Fingerprint, NextStep, _parameters);
}

/// <param name="Recipe">What the optimizer and the noise are set by.</param>
/// <param name="Seed">Of every random draw.</param>
/// <param name="MaskId">Id of [MASK].</param>
/// <param name="Threads">Of libtorch. Sums depend on it in their last bits: two runs are equal only at the same number.</param>
/// <param name="CheckpointPath">Where the state is kept.</param>
/// <param name="CheckpointInterval">How often it is written.</param>
/// <param name="Time">The clock.</param>
internal sealed record TrainerSettings(
    TrainingRecipe Recipe, int Seed, int MaskId, int Threads, string CheckpointPath, TimeSpan CheckpointInterval, TimeProvider Time);
