using Sentiment.Gateway.Dispatch.Answers;
using Sentiment.Gateway.Experiments;

namespace Sentiment.Gateway.Caching;

/// <summary>How far a question has been answered. One owner: its request.</summary>
internal sealed class Inquiry
{
    private readonly Answer?[] _answers;
    private readonly CacheKey[] _keys;

    // Where a text stands for the first time: one that a batch has twice is asked once. Null when each stands once.
    private readonly int[]? _first;
    private bool[]? _alone;
    private Arm _arm;
    private string? _served;
    private AnswerTimes _times;

    /// <param name="question">What is asked.</param>
    /// <param name="digest">What is served; null when the cache must not be asked.</param>
    /// <param name="keys">Of each text; empty without a digest.</param>
    public Inquiry(Question question, string? digest, CacheKey[] keys)
    {
        (Question, Digest, _keys, _arm, _served) = (question, digest, keys, question.Assignment.Arm, digest);
        _answers = new Answer?[question.Texts.Count];
        _first = keys.Length > 1 ? FirstOf(keys) : null;
    }

    public Question Question { get; }

    /// <summary>What the arm serves, as far as its replicas agree; null when the cache must not be asked.</summary>
    public string? Digest { get; }

    /// <summary>Texts, and so places.</summary>
    public int Count => _answers.Length;

    public bool IsAnswered => _first is null ? Array.TrueForAll(_answers, static answer => answer is not null) : Array.TrueForAll(_first, first => _answers[first] is not null);

    public CacheKey KeyOf(int place) => _keys[place];

    /// <summary>Whether the place must be asked for without waiting for others.</summary>
    public bool IsAlone(int place) => _keys.Length == 0 || (_alone is not null && _alone[place]);

    /// <summary>Whether it has been gone through before: what is looked up again is not counted again.</summary>
    public bool IsAgain { get; set; }

    /// <summary>Whether some of it has been answered, so that another's error must not take that away.</summary>
    public bool IsPartly => Array.Exists(_answers, static answer => answer is not null);

    public void AskAlone(int place) => (_alone ??= new bool[Count])[place] = true;

    /// <summary>Whether the place still needs an answer: each text once, however often it stands there.</summary>
    public bool IsOpen(int place) => _answers[place] is null && FirstOf(place) == place;

    public void Answer(int place, Answer answer) => _answers[place] = answer;

    /// <summary>A pool was asked.</summary>
    public void Called(Arm arm, PoolFacts facts, TimeSpan took) =>
        (_arm, _served, _times) = (arm, facts.ModelDigest, _times with { Pool = _times.Pool + took, Stages = facts.Timing });

    /// <summary>It waited for an answer to another.</summary>
    public void Waited(TimeSpan time) => _times = _times with { Cache = _times.Cache + time };

    /// <summary>All of it, once nothing is open.</summary>
    public Answers End()
    {
        for (var place = 0; place < _answers.Length; place++)
        {
            var first = _answers[FirstOf(place)]!;
            _answers[place] ??= first.IsCached ? first : first with { Source = AnswerSource.Flight };
        }

        Answer[] answers = _answers!;
        var status = _keys.Length == 0 ? CacheStatus.Bypassed : CacheStatus.Of(Question.Use, answers);
        return answers is [var only]
            ? new Answers(answers, only.Arm, only.Digest, status, _times)
            : new Answers(answers, _arm, _served, status, _times);
    }

    private int FirstOf(int place) => _first is null ? place : _first[place];

    private static int[] FirstOf(CacheKey[] keys)
    {
        var (first, places) = (new int[keys.Length], new Dictionary<CacheKey, int>(keys.Length));
        for (var place = 0; place < keys.Length; place++)
        {
            first[place] = places.TryAdd(keys[place], place) ? place : places[keys[place]];
        }

        return first;
    }
}
