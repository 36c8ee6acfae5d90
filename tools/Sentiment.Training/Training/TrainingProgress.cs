using System.Globalization;
using Sentiment.Models.Torch;
using Sentiment.Training.Evaluate;

namespace Sentiment.Training.Training;

/// <summary>Says how a run goes: loss, speed, time left, and now and then the accuracy of the averaged weights.</summary>
internal sealed class TrainingProgress(RunLog log, IReadOnlyList<EncodedExample> validation, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);
    private const int Measures = 16;

    private readonly long _started = time.GetTimestamp();
    private long _reported = time.GetTimestamp();
    private long _tokens;
    private double _loss;
    private int _steps;
    private long _totalTokens;

    public void Report(TrainingPlan plan, int index, PlannedStep step, float loss)
    {
        _tokens += step.Tokens;
        _totalTokens += step.Tokens;
        _loss += loss;
        _steps++;
        var elapsed = time.GetElapsedTime(_reported);
        if (elapsed < Interval && index + 1 < plan.Steps.Count)
        {
            return;
        }

        var left = plan.Steps.Skip(index + 1).Sum(next => (long)next.Tokens);
        var speed = _totalTokens / time.GetElapsedTime(_started).TotalSeconds;
        log.Write(string.Create(CultureInfo.InvariantCulture,
            $"{step.Stage} step {index + 1}/{plan.Steps.Count} loss {_loss / _steps:F4} rate {step.LearningRate:E2} {_tokens / elapsed.TotalSeconds:F0} tokens/s, about {TimeSpan.FromSeconds(left / speed):hh\\:mm\\:ss} left"));
        (_reported, _tokens, _loss, _steps) = (time.GetTimestamp(), 0, 0, 0);
    }

    public bool WantsMeasure(int nextStep, int steps) => validation.Count > 0 && nextStep % Math.Max(1, steps / Measures) == 0;

    public void Measure(DistilBertClassifier model, int nextStep)
    {
        var scores = TorchEvaluator.Positive(model, validation);
        var accuracy = Metrics.Accuracy(scores, validation);
        log.Write(string.Create(CultureInfo.InvariantCulture, $"validation after step {nextStep}: accuracy {accuracy:P2}, loss {Metrics.Loss(scores, validation):F4}"));
    }
}
