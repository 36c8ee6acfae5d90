using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Sentiment.Benchmarks.Statistics;
using Sentiment.Hosting.Keys;

namespace Sentiment.Benchmarks.Rows.Gateway;

/// <summary>
/// Whether the time of a refusal tells how close a wrong key was: dudect's test (Reparaz, Balasch and Verbauwhede 2017). Two kinds of wrong keys in an order by chance, one right but for
/// its last letter, one random; Welch's t of their times, of all and of those below each of some percentiles, since what disturbs a measurement makes it longer.
/// </summary>
internal sealed class KeyTimingRow : IRow
{
    private const double Bound = 4.5;
    private const int Samples = 1_000_000;
    private const int Learning = 20_000;

    // As many strings of each kind, so that neither is nearer to the processor.
    private const int Strings = 1_024;
    private const int SecretLength = 43;
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";

    private static readonly double[] Percentiles = [0.5, 0.75, 0.9, 0.95, 0.99, 1];

    public string Name => "keys";

    public string Summary => "absolute t of the times to refuse a key that is right but for its last letter, against a random one, in process";

    public Task<IReadOnlyList<RowResult>> RunAsync(BenchContext context, CancellationToken stop)
    {
        context.Say($"{Name}: {context.Settings.Scaled(Samples):#,0} refusals");
        var t = Largest(context.Settings.Scaled(Samples), BenchContext.Chance(), stop);
        return Task.FromResult<IReadOnlyList<RowResult>>(
        [
            new RowResult(Name, "right prefix ÷ random", "absolute t, largest of all percentiles")
            {
                Target = Target.AtMost(Bound),
                Absolute = Measure.Once(t, string.Empty),
                Rounds = 1,
            },
        ]);
    }

    private static double Largest(int samples, Random chance, CancellationToken stop)
    {
        var secret = new string(chance.GetItems<char>(Letters, SecretLength));
        var keys = TableWith($"sk-known-{secret}");
        string[][] wrong =
        [
            [.. Enumerable.Range(0, Strings).Select(_ => $"sk-known-{secret[..^1]}~")],
            [.. Enumerable.Range(0, Strings).Select(_ => $"sk-known-{new string(chance.GetItems<char>(Letters, SecretLength))}")],
        ];
        var tests = Percentiles.Select(static _ => new Welch()).ToArray();
        double[] bounds = [];
        var learnt = new List<double>(Learning);
        for (var i = 0; i < samples + Learning; i++)
        {
            stop.ThrowIfCancellationRequested();
            var side = chance.Next(2);

            // A string of this moment, whichever kind it is: those that have lain in memory have neighbours, and are nearer to the processor or further from it.
            var time = Time(keys, new string(wrong[side][chance.Next(Strings)].AsSpan()));
            if (i < Learning)
            {
                learnt.Add(time);
                bounds = i < Learning - 1 ? bounds : [.. Percentiles.Select(share => share < 1 ? Quantiles.Of(learnt, share) : double.MaxValue)];
                continue;
            }

            for (var test = 0; test < tests.Length; test++)
            {
                if (time <= bounds[test])
                {
                    tests[test].Add(side, time);
                }
            }
        }

        return tests.Max(static test => Math.Abs(test.T));
    }

    private static double Time(KeyTable keys, string key)
    {
        var start = Stopwatch.GetTimestamp();
        var isKnown = keys.Find(key, DateTimeOffset.UnixEpoch).Succeeded(out _, out _);
        var time = Stopwatch.GetTimestamp() - start;
        return isKnown ? throw new InvalidOperationException("A wrong key was let in.") : time;
    }

    private static KeyTable TableWith(string key)
    {
        var pepper = new byte[32];
        var options = new KeysOptions { Pepper = Convert.ToBase64String(pepper) };
        options.Keys["known"] = new ApiKeyOptions { Hash = Convert.ToBase64String(HMACSHA256.HashData(pepper, Encoding.UTF8.GetBytes(key))), Owner = "benchmark" };
        return new KeyTable(options);
    }
}
