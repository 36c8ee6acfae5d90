namespace Sentiment.Benchmarks.Statistics;

/// <summary>Welch's t of two samples that come one by one: how many standard errors their means are apart.</summary>
internal sealed class Welch
{
    private readonly Moments[] _sides = [new(), new()];

    /// <param name="side">0 or 1.</param>
    public void Add(int side, double value) => _sides[side].Add(value);

    /// <summary>0 until both sides have two values.</summary>
    public double T
    {
        get
        {
            var (first, second) = (_sides[0], _sides[1]);
            var error = first.SquaredError + second.SquaredError;
            return error > 0 ? (first.Mean - second.Mean) / Math.Sqrt(error) : 0;
        }
    }

    // Welford's way: no sum grows large.
    private sealed class Moments
    {
        private long _count;
        private double _squares;

        public double Mean { get; private set; }

        public double SquaredError => _count > 1 ? _squares / (_count - 1) / _count : 0;

        public void Add(double value)
        {
            _count++;
            var distance = value - Mean;
            Mean += distance / _count;
            _squares += distance * (value - Mean);
        }
    }
}
