namespace Sentiment.Gateway.Experiments;

/// <summary>The arms among which a bucket decides, in the order of the configuration, each with its share of the buckets.</summary>
internal sealed class Candidates
{
    private readonly Assignment[] _assignments;

    // Where each arm's buckets end; those of an arm begin where the one before it ends.
    private readonly int[] _ends;

    /// <param name="arms">At least one. When no weight among them is over 0, all buckets are the first one's.</param>
    public Candidates(IReadOnlyList<Arm> arms)
    {
        // A stable sort: of equal weights the one that is configured first. Weight 0 means on demand, and nobody has demanded it.
        var standIns = arms.Where(static arm => arm.Weight > 0).OrderByDescending(static arm => arm.Weight).ToArray();
        _assignments = [.. arms.Select(arm => new Assignment(arm, [.. standIns.Where(other => other != arm)]))];
        _ends = EndsOf(arms);
    }

    /// <summary>The arm of all buckets, when it is one: whose bucket it is need not be found out then. Null when there are several.</summary>
    public Assignment? Only => _assignments is [var only] ? only : null;

    /// <param name="bucket">0 to 9,999.</param>
    public Assignment At(int bucket)
    {
        var place = 0;
        while (bucket >= _ends[place])
        {
            place++;
        }

        return _assignments[place];
    }

    private static int[] EndsOf(IReadOnlyList<Arm> arms)
    {
        var until = new double[arms.Count];
        var sum = 0.0;
        for (var i = 0; i < until.Length; i++)
        {
            until[i] = sum += arms[i].Weight;
        }

        return [.. until.Select(weight => sum > 0 ? (int)Math.Round(weight / sum * Bucket.Count) : Bucket.Count)];
    }
}
