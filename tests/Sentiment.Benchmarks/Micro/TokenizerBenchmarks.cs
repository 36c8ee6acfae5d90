using BenchmarkDotNet.Attributes;
using Sentiment.Contracts.Predictions;
using Sentiment.Hosting.Requests;
using Sentiment.Serving;
using Sentiment.Serving.Startup;
using Sentiment.Serving.Tokenization;

namespace Sentiment.Benchmarks.Micro;

/// <summary>Step 10: a sentence, as most requests have, and a review, which is read in windows.</summary>
[MemoryDiagnoser]
public class TokenizerBenchmarks
{
    private const int ReviewSentences = 40;

    private static readonly string Review = string.Join(' ', Enumerable.Repeat(MicroModel.Sentence, ReviewSentences));

    private static readonly RequestDeadline FarAway = new(TimeProvider.System, TimeSpan.FromHours(1), CancellationToken.None);

    private readonly ServedModel _model = MicroModel.Load();
    private readonly ServingRequest _sentence = Request(MicroModel.Sentence);
    private readonly ServingRequest _review = Request(Review);

    [Benchmark]
    public object EncodeSentence() => _model.Tokenizer.Encode(MicroModel.Sentence);

    [Benchmark]
    public object RequestOfSentence() => RequestTokenizer.Encode(_model, _sentence, FarAway).Value!;

    [Benchmark]
    public object RequestOfReview() => RequestTokenizer.Encode(_model, _review, FarAway).Value!;

    private static ServingRequest Request(string text) =>
        new([new BatchText(text, Error: null)], new PredictOptions(), IsBatch: false);
}
