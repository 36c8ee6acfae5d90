using Sentiment.Serving.Backends;

namespace Sentiment.Serving.Batching;

/// <summary>
/// What runs cost, in the time of one token: the tokens that the backend computes, and what a run costs besides, which is fitted to the runs
/// as they come. The fit decides how much padding is worth a run less; it differs between models, runtimes and processors (docs/adr/0019).
/// Safe for use from many threads.
/// </summary>
internal sealed class RunCosts(IModelBackend backend)
{
    // Of the weight of a run, what is left of it after the next one: some five hundred count.
    private const double Memory = 0.998;

    // Attention makes each token of a longer text dearer: among shorter ones it would pass for a run that costs less.
    private const int LongestFitted = 128;

    // Sum of squares of 1 / computed around its mean. Runs of one size say nothing; where their times vary by a third, so much makes the fit
    // right within two tokens or so. Two runs may have it: then they are too few all the same.
    private const double LeastSpread = 0.05;
    private const double LeastRuns = 100;
    private const int EarlyRuns = 20;

    // So many times what is expected is a pause of the machine and no cost of a run.
    private const double Outlier = 2;

    // And before there is a fit, when what is expected is the backend's word for it.
    private const double EarlyOutlier = 4;

    // The longest text. A run that costs more than that besides its tokens is worth putting everything together for.
    private const int MostTokens = 512;

    private readonly Lock _gate = new();
    private volatile int _tokensOfARun = backend.TokensOfARun;
    private (double Token, double Run) _seconds;
    private bool _hasFit;
    private int _early;
    private double _earlySeconds;
    private double _earlyCost;
    private double _weight;
    private double _x;
    private double _y;
    private double _xx;
    private double _xy;

    /// <summary>What a run costs besides the tokens that it computes.</summary>
    public int TokensOfARun => _tokensOfARun;

    /// <inheritdoc cref="RunCost"/>
    public int Of(int texts, int tokens, int longest) => _tokensOfARun + backend.Computed(texts, tokens, longest);

    /// <summary>A run has ended.</summary>
    /// <param name="computed">Tokens, with padding.</param>
    /// <param name="longest">Tokens of its longest text.</param>
    /// <param name="took">How long it took.</param>
    public void Observe(int computed, int longest, TimeSpan took)
    {
        if (longest > LongestFitted)
        {
            return;
        }

        lock (_gate)
        {
            if (_early < EarlyRuns)
            {
                // Slow in their own way, and there is nothing yet to hold them against: they say what is expected, no more.
                (_early, _earlySeconds, _earlyCost) = (_early + 1, _earlySeconds + took.TotalSeconds, _earlyCost + backend.TokensOfARun + computed);
                return;
            }

            Add(1.0 / computed, took.TotalSeconds / computed);
            Fit();
        }
    }

    // took = run + computed * token; divided by computed, since a run's time varies in proportion to it, it is a line: y = token + run * x.
    private void Add(double x, double y)
    {
        y = Math.Min(y, Most(x));
        _weight = (Memory * _weight) + 1;
        _x = (Memory * _x) + x;
        _y = (Memory * _y) + y;
        _xx = (Memory * _xx) + (x * x);
        _xy = (Memory * _xy) + (x * y);
    }

    private double Most(double x) => _hasFit
        ? Outlier * (_seconds.Token + (_seconds.Run * x))
        : EarlyOutlier * _earlySeconds / _earlyCost * (1 + (backend.TokensOfARun * x));

    private void Fit()
    {
        var spread = _xx - (_x * _x / _weight);
        if (spread < LeastSpread || _weight < LeastRuns)
        {
            return;
        }

        var run = (_xy - (_x * _y / _weight)) / spread;
        var token = (_y - (run * _x)) / _weight;

        // No cost of a token at all is what an accelerator looks like: its runs take as long whatever is in them.
        var tokens = token > 0 ? Math.Clamp(run / token, 0, MostTokens) : MostTokens;
        (_seconds, _hasFit) = ((Math.Max(0, token), Math.Max(0, run)), true);
        _tokensOfARun = (int)Math.Round(tokens);
    }
}
