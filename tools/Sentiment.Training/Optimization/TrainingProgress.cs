using System.Globalization;
using Sentiment.Models.Torch.Runtime;

namespace Sentiment.Training.Optimization;

/// <summary>Says how a run goes: loss, speed, time left, and now and then what the averaged weights are worth.</summary>
/// <param name="log">Of the run.</param>
/// <param name="stage">Its name.</param>
/// <param name="time">The clock.</param>
/// <param name="measure">Says what the averaged weights are worth; null where nothing is measured on the way.</param>
internal sealed class TrainingProgress(RunLog log, string stage, TimeProvider time, Func<string>? measure = null)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);
    private const int Measures = 16;

    private readonly long _started = time.GetTimestamp();
    private long _reported = time.GetTimestamp();
    private long _tokens;
    private double _loss;
    private int _steps;
    private long _totalTokens;

    public void Report(TrainingPlan plan, int index, double loss)
    {
        var step = plan.Steps[index];
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
            $"{stage} step {index + 1}/{plan.Steps.Count} loss {_loss / _steps:F4} rate {step.LearningRate:E2} {_tokens / elapsed.TotalSeconds:F0} tokens/s, about {RunLog.Hours(TimeSpan.FromSeconds(left / speed))} left"));

        // No two batches have one shape, so that much lies free between what is used.
        NativeHeap.Trim();
        (_reported, _tokens, _loss, _steps) = (time.GetTimestamp(), 0, 0, 0);
    }

    public bool WantsMeasure(int nextStep, int steps) => measure is not null && nextStep % Math.Max(1, steps / Measures) == 0;

    public void Measure(int nextStep) => log.Write($"{stage} after step {nextStep}: {measure!()}");
}
