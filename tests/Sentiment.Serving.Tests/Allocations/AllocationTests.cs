using Sentiment.Serving.Backends;
using Sentiment.Serving.Batching;
using Sentiment.Serving.Responses;
using Sentiment.Serving.Tokenization;

namespace Sentiment.Serving.Tests.Allocations;

/// <summary>What the request path allocates on the thread of a request, step by step and as a whole.</summary>
public sealed class AllocationTests(InProcessPool pool) : IClassFixture<InProcessPool>
{
    private const string Sentence = "It was a good film, and the cafe in it is bad.";

    [Fact]
    public void Tokenize_ASentence_AllocatesItsFloor() =>
        Allocated.IsAt(nameof(AllocationFloor.TokenizeSentence), AllocationFloor.TokenizeSentence, Calls(() => pool.Model.Tokenizer.Encode(Sentence)));

    [Fact]
    public void Plan_64WaitingTexts_AllocatesItsFloor()
    {
        // All lengths of a sentence, none in order.
        int[] lengths = [.. Enumerable.Range(0, 64).Select(static i => 5 + (i * 37 % 64))];
        var options = new BatchingOptions();
        RunCost cost = static (texts, _, longest) => 8 + (texts * longest);

        Allocated.IsAt(nameof(AllocationFloor.PlanOf64), AllocationFloor.PlanOf64, Calls(() => BatchPlanner.Choose(lengths, options.MaxTexts, options.MaxCost, cost)));
    }

    [Fact]
    public void Respond_TwoLogits_AllocatesItsFloor()
    {
        var model = pool.Model;
        float[] logits = [-0.9f, 1.7f];
        var tokenized = new WindowedText([model.Tokenizer.Encode(Sentence).Ids], 27, Truncated: false);

        Allocated.IsAt(
            nameof(AllocationFloor.ScoreAndRespond),
            AllocationFloor.ScoreAndRespond,
            Calls(() => ResponseFactory.Prediction(model, Sentence, tokenized, model.Scorer.Score(logits).Value!, TimeSpan.Zero)));
    }

    [Fact]
    public void Request_WithAFreeWorker_AllocatesItsFloor() =>
        Allocated.IsAt(nameof(AllocationFloor.WholeRequest), AllocationFloor.WholeRequest, count =>
        {
            var requests = Enumerable.Range(0, count).Select(_ => pool.Request(Sentence)).ToArray();
            return () => Array.ForEach(requests, pool.Predict);
        });

    private static Func<int, Action> Calls(Func<object> call) => count => () =>
    {
        for (var i = 0; i < count; i++)
        {
            GC.KeepAlive(call());
        }
    };
}
