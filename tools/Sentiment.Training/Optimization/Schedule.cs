namespace Sentiment.Training.Optimization;

/// <summary>
/// The learning rate of each step: rises linearly, stays, and falls linearly to zero (a trapezoid). While it has not begun to fall, no step
/// depends on how long the run will be: it may be made longer or shorter.
/// </summary>
/// <param name="Peak">The rate between rise and fall.</param>
/// <param name="WarmUpSteps">Steps of the rise.</param>
/// <param name="DecayShare">Share of all steps in which it falls, 0 to 1.</param>
internal sealed record Schedule(double Peak, int WarmUpSteps, double DecayShare)
{
    /// <param name="step">Counted from 0.</param>
    /// <param name="steps">Of the run.</param>
    public double Rate(int step, int steps)
    {
        var rise = (step + 1.0) / (WarmUpSteps + 1);
        var fall = (steps - step) / (steps * DecayShare + 1);
        return Peak * Math.Min(1, Math.Min(rise, fall));
    }
}
