using Microsoft.Extensions.Options;
using Sentiment.Contracts.Predictions;
using Sentiment.Gateway.Auth;
using Sentiment.Hosting.Configuration;

namespace Sentiment.Gateway.Caching;

/// <summary>What is known: the answers, and under which names they are kept. Safe for many threads.</summary>
internal sealed class AnswerCache(IOptions<CacheOptions> options, LiveOptions<AuthOptions> auth, AnswerMemory memory, SharedAnswers shared)
{
    private readonly CacheOptions _options = options.Value;

    // As it is at the start: with another one, what was known is asked again, and nothing is wrong.
    private readonly CacheKeys _keys = new(Convert.FromBase64String(auth.Current.Pepper!));

    public bool IsEnabled => _options.Enabled;

    /// <summary>Whether there may be more behind <see cref="FindAsync"/> than in memory.</summary>
    public bool IsShared => shared.AreOn;

    /// <param name="question">Its texts, and all else that an answer depends on.</param>
    /// <param name="digest">What is served.</param>
    /// <returns>One a text.</returns>
    public CacheKey[] KeysOf(Question question, string digest)
    {
        var keys = new CacheKey[question.Texts.Count];
        for (var place = 0; place < keys.Length; place++)
        {
            keys[place] = KeyOf(question, digest, question.Texts[place]);
        }

        return keys;
    }

    public bool TryGet(CacheKey key, out Prediction prediction) => memory.TryGet(key, out prediction);

    /// <summary>Keeps what is true of the text whoever asks and whenever.</summary>
    /// <param name="key">Of the digest that came with the answer.</param>
    /// <param name="prediction">As the pool gave it.</param>
    public void Keep(CacheKey key, Prediction prediction)
    {
        var kept = prediction with { InferenceTimeMs = 0 };
        memory.Keep(key, kept);
        shared.Keep(key, kept);
    }

    /// <summary>Looks further than memory, and keeps there what it finds.</summary>
    /// <param name="keys">At least one.</param>
    /// <param name="backend">Of the arm that is asked.</param>
    /// <returns>One a key; null for what is not known.</returns>
    public async ValueTask<Prediction?[]> FindAsync(CacheKey[] keys, string backend)
    {
        var found = await shared.FindAsync(keys, backend);
        for (var i = 0; i < keys.Length; i++)
        {
            if (found[i] is { } prediction)
            {
                memory.Keep(keys[i], prediction);
            }
        }

        return found;
    }

    public CacheKey KeyOf(Question question, string digest, string text) =>
        _keys.Of(digest, question.Truncation, _options.PerClient ? question.Client.Id : null, text);
}
