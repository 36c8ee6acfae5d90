using Sentiment.Models.Packages;
using Sentiment.Serving.Backends;
using Sentiment.Serving.Tests.Tokenization;

namespace Sentiment.Serving.Tests.Pools;

/// <summary>
/// A model that a reader can compute: each "good" counts for POSITIVE, each "bad" for NEGATIVE. Runs and loads can be held, and a text
/// with a "?" breaks its batch.
/// </summary>
internal sealed class WordBackend : IModelBackend
{
    private static readonly int Good = IndexOf("good");
    private static readonly int Bad = IndexOf("bad");
    private static readonly int Breaking = IndexOf("?");
    private static readonly int NotANumber = IndexOf("~");

    private readonly ManualResetEventSlim _loads = new(initialState: true);
    private readonly ManualResetEventSlim _runs = new(initialState: true);
    private readonly SemaphoreSlim _entered = new(0);
    private int _running;

    public string Name => "onnx";

    public string Hardware => "test";

    /// <summary>Lengths of the texts of each run since start-up, in order.</summary>
    public List<int[]> Runs { get; } = [];

    /// <summary>The thread of each run.</summary>
    public List<int> Threads { get; } = [];

    /// <summary>Most runs that were under way at one time.</summary>
    public int MostAtOnce { get; private set; }

    public int Loads { get; private set; }

    public void HoldLoads() => _loads.Reset();

    public void ReleaseLoads() => _loads.Set();

    public void HoldRuns() => _runs.Reset();

    public void ReleaseRuns() => _runs.Set();

    /// <summary>A run has begun; it may be held.</summary>
    public Task RunEnteredAsync() => _entered.WaitAsync(TestContext.Current.CancellationToken);

    public PackageProblem? Load(ModelPackage package, ModelPrecision precision)
    {
        Loads++;
        _loads.Wait(TimeSpan.FromMinutes(1));
        return null;
    }

    public void Warm(int longest)
    {
    }

    public int TokensOfARun => 8;

    public int Computed(int texts, int tokens, int longest) => texts * longest;

    public void Run(TokenBatch batch, Span<float> logits)
    {
        var lengths = new int[batch.Count];
        for (var i = 0; i < batch.Count; i++)
        {
            lengths[i] = batch[i].Length;
        }

        lock (Runs)
        {
            Runs.Add(lengths);
            Threads.Add(Environment.CurrentManagedThreadId);
            MostAtOnce = Math.Max(MostAtOnce, ++_running);
        }

        _entered.Release();
        _runs.Wait(TimeSpan.FromMinutes(1));
        Answer(batch, logits);
    }

    private void Answer(TokenBatch batch, Span<float> logits)
    {
        lock (Runs)
        {
            _running--;
        }

        for (var i = 0; i < batch.Count; i++)
        {
            if (batch[i].Contains(Breaking))
            {
                throw new InvalidOperationException("The batch has a text that breaks it.");
            }

            var ids = batch[i];
            var isNumber = !ids.Contains(NotANumber);
            logits[2 * i] = isNumber ? ids.Count(Bad) : float.NaN;
            logits[(2 * i) + 1] = ids.Count(Good);
        }
    }

    public void Dispose()
    {
        _loads.Dispose();
        _runs.Dispose();
        _entered.Dispose();
    }

    private static int IndexOf(string token) => TestVocabulary.Tokens.ToList().IndexOf(token);
}
