using BenchmarkDotNet.Attributes;
using Sentiment.Serving.Responses;
using Sentiment.Serving.Scoring;
using Sentiment.Serving.Startup;
using Sentiment.Serving.Tokenization;

namespace Sentiment.Benchmarks.Micro;

/// <summary>Steps 13 and 14: logits to the answer of the contract.</summary>
[MemoryDiagnoser]
public class ScoringBenchmarks
{
    private static readonly float[] Logits = [-0.9f, 1.7f];
    private static readonly TimeSpan Ran = TimeSpan.FromMilliseconds(1.5);

    private readonly ServedModel _model = MicroModel.Load();
    private readonly WindowedText _tokenized;

    public ScoringBenchmarks()
    {
        var ids = _model.Tokenizer.Encode(MicroModel.Sentence).Ids;
        _tokenized = new WindowedText([ids], ids.Length - WordPieceTokenizer.SpecialTokens, Truncated: false);
    }

    [Benchmark]
    public object Score() => _model.Scorer.Score(Logits).Value!;

    [Benchmark]
    public object ScoreAndRespond()
    {
        TextScores scores = _model.Scorer.Score(Logits).Value!;
        return ResponseFactory.Prediction(_model, MicroModel.Sentence, _tokenized, scores, Ran);
    }
}
