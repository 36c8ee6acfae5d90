using System.Numerics;

namespace Sentiment.Training.Training;

/// <summary>
/// AdamW (Loshchilov and Hutter, arXiv:1711.05101) with gradient clipping and a running average of the weights, in one pass over memory.
/// Its own and not TorchSharp's, whose step makes a dozen native calls a parameter, leaks scalars, and cannot save its state.
/// </summary>
internal sealed class FusedAdamW(IReadOnlyList<ParameterState> parameters, AdamSettings settings)
{
    private const float Beta1 = 0.9f;
    private const float Beta2 = 0.98f;
    private const float Epsilon = 1e-6f;

    /// <summary>Small enough that two threads share the word embedding.</summary>
    private const int ChunkLength = 65_536;

    private readonly (ParameterState Parameter, int Start, int Length)[] _chunks = [.. parameters.SelectMany(parameter =>
        Enumerable.Range(0, (parameter.Length + ChunkLength - 1) / ChunkLength).Select(chunk =>
            (parameter, chunk * ChunkLength, Math.Min(ChunkLength, parameter.Length - chunk * ChunkLength))))];

    /// <summary>Applies and zeroes the gradients. <paramref name="step"/> counts from 0.</summary>
    public void Step(int step, float learningRate)
    {
        var update = new Update(
            Clip(),
            learningRate * (float)(Math.Sqrt(1 - Math.Pow(Beta2, step + 1)) / (1 - Math.Pow(Beta1, step + 1))),
            learningRate * settings.WeightDecay,
            // The average of few steps forgets faster, or it would remember the initial weights.
            Math.Min(settings.AveragingDecay, (1f + step) / (10f + step)));
        Parallel.ForEach(_chunks, new ParallelOptions { MaxDegreeOfParallelism = settings.Threads }, chunk => Apply(chunk, update));
    }

    /// <summary>Puts the averaged weights into the model and the model's into the average; the same call puts them back.</summary>
    public void SwapAverages()
    {
        foreach (var parameter in parameters)
        {
            var values = parameter.Values;
            for (var i = 0; i < values.Length; i++)
            {
                (values[i], parameter.Average[i]) = (parameter.Average[i], values[i]);
            }
        }
    }

    private float Clip()
    {
        double sum = 0;
        foreach (var parameter in parameters)
        {
            sum += SumOfSquares(parameter.Gradient);
        }

        var norm = (float)Math.Sqrt(sum);
        return norm > settings.GradientNorm ? settings.GradientNorm / norm : 1;
    }

    private static double SumOfSquares(ReadOnlySpan<float> values)
    {
        var sum = Vector<float>.Zero;
        var i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var value = new Vector<float>(values[i..]);
            sum += value * value;
        }

        double rest = Vector.Sum(sum);
        for (; i < values.Length; i++)
        {
            rest += values[i] * values[i];
        }

        return rest;
    }

    private static void Apply((ParameterState Parameter, int Start, int Length) chunk, Update update)
    {
        var (parameter, start, length) = chunk;
        var gradients = parameter.Gradient;
        if (gradients.IsEmpty)
        {
            return;
        }

        gradients = gradients.Slice(start, length);
        var values = parameter.Values.Slice(start, length);
        var first = parameter.FirstMoment.AsSpan(start, length);
        var second = parameter.SecondMoment.AsSpan(start, length);
        var average = parameter.Average.AsSpan(start, length);
        var keep = 1 - (parameter.Decays ? update.Decay : 0);
        var i = 0;
        for (; i <= length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var gradient = new Vector<float>(gradients[i..]) * update.Clip;
            var m = new Vector<float>(first[i..]) * Beta1 + gradient * (1 - Beta1);
            var v = new Vector<float>(second[i..]) * Beta2 + gradient * gradient * (1 - Beta2);
            var value = new Vector<float>(values[i..]) * keep - m * update.Rate / (Vector.SquareRoot(v) + new Vector<float>(Epsilon));
            var mean = value + (new Vector<float>(average[i..]) - value) * update.Averaging;
            m.CopyTo(first[i..]);
            v.CopyTo(second[i..]);
            value.CopyTo(values[i..]);
            mean.CopyTo(average[i..]);
        }

        for (; i < length; i++)
        {
            var gradient = gradients[i] * update.Clip;
            first[i] = first[i] * Beta1 + gradient * (1 - Beta1);
            second[i] = second[i] * Beta2 + gradient * gradient * (1 - Beta2);
            values[i] = values[i] * keep - first[i] * update.Rate / (MathF.Sqrt(second[i]) + Epsilon);
            average[i] = values[i] + (average[i] - values[i]) * update.Averaging;
        }

        gradients.Clear();
    }

    private sealed record Update(float Clip, float Rate, float Decay, float Averaging);
}

internal sealed record AdamSettings(float WeightDecay, float GradientNorm, float AveragingDecay, int Threads);
