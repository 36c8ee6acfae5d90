using System.Globalization;
using System.Numerics;

namespace Sentiment.Training.Optimization;

/// <summary>
/// AdamW (Loshchilov and Hutter, arXiv:1711.05101) over the gradients of all lanes together, with clipping and a running average of the
/// weights, in two passes over memory. Its own and not TorchSharp's, whose step makes a dozen native calls a parameter, leaks scalars, and
/// cannot save its state.
/// </summary>
internal sealed class FusedAdamW(IReadOnlyList<ParameterState> parameters, AdamSettings settings)
{
    private const float Beta1 = 0.9f;
    private const float Beta2 = 0.98f;
    private const float Epsilon = 1e-6f;

    /// <summary>Small enough that two threads share the word embedding.</summary>
    private const int ChunkLength = 65_536;

    private readonly Chunk[] _chunks = [.. parameters.SelectMany(parameter =>
        Enumerable.Range(0, (parameter.Length + ChunkLength - 1) / ChunkLength).Select(chunk =>
            new Chunk(parameter, chunk * ChunkLength, Math.Min(ChunkLength, parameter.Length - chunk * ChunkLength))))];

    private readonly ParallelOptions _parallel = new() { MaxDegreeOfParallelism = settings.Threads };

    /// <summary>Applies and zeroes the gradients. <paramref name="step"/> counts from 0.</summary>
    /// <exception cref="InvalidDataException">A gradient is not finite.</exception>
    public void Step(int step, float learningRate)
    {
        var squares = new double[_chunks.Length];
        Parallel.For(0, _chunks.Length, _parallel, chunk => squares[chunk] = Gather(_chunks[chunk]));
        var norm = (float)Math.Sqrt(squares.Sum());
        if (!float.IsFinite(norm))
        {
            // Nothing has changed by then, nor is it saved.
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"Step {step + 1}: the gradient's length is {norm} at the rate {learningRate:E2}. The checkpoint is from before it: lower learning_rate, or look at the texts of that step."));
        }

        var update = new Update(
            norm > settings.GradientNorm ? settings.GradientNorm / norm : 1,
            learningRate * (float)(Math.Sqrt(1 - Math.Pow(Beta2, step + 1)) / (1 - Math.Pow(Beta1, step + 1))),
            learningRate * settings.WeightDecay,
            // The average of few steps forgets faster, or it would remember the initial weights.
            Math.Min(settings.AveragingDecay, (1f + step) / (10f + step)));
        Parallel.For(0, _chunks.Length, _parallel, chunk => Apply(_chunks[chunk], update));
    }

    /// <returns>The sum of the gradient's squares.</returns>
    private static double Gather(Chunk chunk) =>
        chunk.Parameter.GatherGradient(chunk.Start, chunk.Length) ? SumOfSquares(chunk.Of(chunk.Parameter.Gradient)) : 0;

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

    private static void Apply(Chunk chunk, Update update)
    {
        var parameter = chunk.Parameter;
        var gradients = chunk.Of(parameter.Gradient);
        var values = chunk.Of(parameter.Values);
        var first = chunk.Of(parameter.FirstMoment);
        var second = chunk.Of(parameter.SecondMoment);
        var average = chunk.Of(parameter.Average);
        var keep = 1 - (parameter.Decays ? update.Decay : 0);
        var i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
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

        for (; i < values.Length; i++)
        {
            var gradient = gradients[i] * update.Clip;
            first[i] = first[i] * Beta1 + gradient * (1 - Beta1);
            second[i] = second[i] * Beta2 + gradient * gradient * (1 - Beta2);
            values[i] = values[i] * keep - first[i] * update.Rate / (MathF.Sqrt(second[i]) + Epsilon);
            average[i] = values[i] + (average[i] - values[i]) * update.Averaging;
        }

        parameter.Spread(chunk.Start, chunk.Length);
    }

    /// <summary>What one thread takes at a time.</summary>
    private sealed record Chunk(ParameterState Parameter, int Start, int Length)
    {
        /// <summary>The chunk's part of the whole.</summary>
        public Span<float> Of(float[] whole) => whole.AsSpan(Start, Length);
    }

    private sealed record Update(float Clip, float Rate, float Decay, float Averaging);
}

/// <param name="WeightDecay">Decoupled, of matrices.</param>
/// <param name="GradientNorm">Longer gradients are scaled down to it.</param>
/// <param name="AveragingDecay">The average is over about 1 / (1 - this) last steps.</param>
/// <param name="Threads">That share the work.</param>
internal sealed record AdamSettings(float WeightDecay, float GradientNorm, float AveragingDecay, int Threads);
