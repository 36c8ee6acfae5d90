using static TorchSharp.torch;

namespace Sentiment.Training.Optimization;

/// <summary>
/// Shares a batch out between copies of the model, a thread each: most operations of a small model are too short for libtorch to split, and
/// run on one core while the other waits. Sums of a lane do not depend on threads.
/// </summary>
internal sealed class Lanes(IReadOnlyList<IObjective> objectives, int threads)
{
    private readonly int _threadsOfALane = Math.Max(1, threads / objectives.Count);

    public int Count => objectives.Count;

    /// <summary>The first lane's parameters with the other lanes' copies of them.</summary>
    public ParameterState[] Parameters()
    {
        var byLane = objectives.Select(objective => objective.Module.named_parameters().ToArray()).ToArray();
        return [.. byLane[0].Select((first, i) => new ParameterState(first.name, [.. byLane.Select(lane => lane[i].parameter)]))];
    }

    /// <summary>Adds the gradient of the batch's mean loss to the lanes' gradients.</summary>
    /// <returns>The mean loss.</returns>
    public double Backward(int[] examples, int seed)
    {
        var used = Math.Min(objectives.Count, examples.Length);
        var losses = new double[used];

        // Of the thread pool and not libtorch's: each lane is to have its core for itself.
        Parallel.For(0, used, new ParallelOptions { MaxDegreeOfParallelism = used }, lane =>
        {
            var (start, end) = (examples.Length * lane / used, examples.Length * (lane + 1) / used);
            losses[lane] = Backward(objectives[lane], examples.AsSpan(start..end), (end - start) / (float)examples.Length, unchecked(seed + lane * 97));
        });
        return losses.Sum();
    }

    private double Backward(IObjective objective, ReadOnlySpan<int> examples, float share, int seed)
    {
        set_num_threads(_threadsOfALane);
        using var scope = NewDisposeScope();
        objective.Module.train();
        var loss = objective.Loss(examples, new Random(seed));
        loss.backward([tensor(share)]);
        return loss.item<float>() * share;
    }
}
