using Sentiment.Training.Optimization;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sentiment.Training.Tests.Optimization;

/// <summary>Against AdamW as the paper writes it, a number at a time and in double precision.</summary>
public sealed class FusedAdamWTests
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.98;
    private const double Epsilon = 1e-6;

    private static readonly AdamSettings Settings = new(WeightDecay: 0.1f, GradientNorm: 1, AveragingDecay: 0.9f, Threads: 2);

    // More than a chunk, and no multiple of a vector; a bias beside it.
    private static readonly long[] Matrix = [301, 251];
    private static readonly long[] Bias = [13];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Step_SeveralSteps_EqualsThePlainOne(int lanes)
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        Parameter[][] copies = [.. new[] { Matrix, Bias }.Select(shape => Copies(shape, lanes))];
        ParameterState[] states = [.. copies.Select((lane, i) => new ParameterState($"p{i}", lane))];
        var plain = states.Select((state, i) => new Plain(state.Values, decays: i == 0)).ToArray();
        var optimizer = new FusedAdamW(states, Settings);

        for (var step = 0; step < 4; step++)
        {
            // The first is far longer than is let through, the last far shorter.
            var length = (float)Math.Pow(10, 1 - step);
            var gradients = copies.Select(lane => Gradients(lane, length)).ToArray();
            Plain.Step(plain, gradients, step, 0.01 * (step + 1));
            optimizer.Step(step, 0.01f * (step + 1));
        }

        foreach (var (state, expected, lane) in states.Zip(plain, copies))
        {
            Assert.Equal(expected.Values, state.Values.Select(value => (double)value), (left, right) => Math.Abs(left - right) < 2e-5);
            Assert.Equal(expected.Average, state.Average.Select(value => (double)value), (left, right) => Math.Abs(left - right) < 2e-5);
            Assert.All(lane, copy => Assert.Equal(state.Values, copy.data<float>().ToArray()));
            Assert.All(lane, copy => Assert.Equal(0, copy.grad!.abs().max().item<float>()));
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Step_AGradientThatIsNotFinite_IsRefusedAndChangesNothing(float odd)
    {
        using var scope = NewDisposeScope();
        var copies = Copies(Bias, count: 1);
        var state = new ParameterState("p", copies);
        var before = state.Values.ToArray();
        (copies[0] * tensor(odd)).sum().backward();

        var error = Assert.Throws<InvalidDataException>(() => new FusedAdamW([state], Settings).Step(6, 0.01f));

        Assert.Contains("Step 7", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, state.Values);
    }

    private static Parameter[] Copies(long[] shape, int count)
    {
        var values = randn(shape);
        return [.. Enumerable.Range(0, count).Select(_ => new Parameter(values.clone()))];
    }

    /// <summary>Gives each copy a gradient of its own.</summary>
    /// <returns>Their sum.</returns>
    private static double[] Gradients(Parameter[] copies, float length)
    {
        var sum = new double[copies[0].numel()];
        foreach (var copy in copies)
        {
            var gradient = randn(copy.shape) * tensor(length);
            (copy * gradient).sum().backward();
            foreach (var (value, i) in gradient.data<float>().Select((value, i) => (value, i)))
            {
                sum[i] += value;
            }
        }

        return sum;
    }

    private sealed class Plain(float[] start, bool decays)
    {
        private readonly double[] _first = new double[start.Length];
        private readonly double[] _second = new double[start.Length];

        public double[] Values { get; } = Array.ConvertAll(start, value => (double)value);

        public double[] Average { get; } = Array.ConvertAll(start, value => (double)value);

        public static void Step(Plain[] parameters, double[][] gradients, int step, double rate)
        {
            var norm = Math.Sqrt(gradients.Sum(gradient => gradient.Sum(value => value * value)));
            var clip = Math.Min(1, Settings.GradientNorm / norm);
            var averaging = Math.Min(Settings.AveragingDecay, (1.0 + step) / (10.0 + step));
            foreach (var (parameter, gradient) in parameters.Zip(gradients))
            {
                parameter.Step(gradient, clip, step, rate, averaging);
            }
        }

        private void Step(double[] gradient, double clip, int step, double rate, double averaging)
        {
            for (var i = 0; i < Values.Length; i++)
            {
                var g = gradient[i] * clip;
                _first[i] = Beta1 * _first[i] + (1 - Beta1) * g;
                _second[i] = Beta2 * _second[i] + (1 - Beta2) * g * g;

                // Bias correction on the rate as a whole; epsilon stands beside the uncorrected root, as in the paper's efficient form.
                var corrected = rate * Math.Sqrt(1 - Math.Pow(Beta2, step + 1)) / (1 - Math.Pow(Beta1, step + 1));
                Values[i] -= rate * (decays ? Settings.WeightDecay : 0) * Values[i];
                Values[i] -= corrected * _first[i] / (Math.Sqrt(_second[i]) + Epsilon);
                Average[i] = averaging * Average[i] + (1 - averaging) * Values[i];
            }
        }
    }
}
