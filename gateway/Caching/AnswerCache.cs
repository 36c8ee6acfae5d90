using Microsoft.Extensions.Options;
using Sentiment.Contracts.Predictions;
using Sentiment.Gateway.Auth;
using Sentiment.Hosting.Configuration;

namespace Sentiment.Gateway.Caching;

/// <summary>What is known: the answers, and under which names they are kept. Safe for many threads.</summary>
internal sealed class AnswerCache(IOptions<CacheOptions> options, LiveOptions<AuthOptions> auth, AnswerMemory memory)
{
    private readonly CacheOptions _options = options.Value;

    // As it is at the start: with another one, what was known is asked again, and nothing is wrong.
    private readonly CacheKeys _keys = new(Convert.FromBase64String(auth.Current.Pepper!));

    public bool IsEnabled => _options.Enabled;

    /// <param name="question">Its texts, and all else that an answer depends on.</param>
    /// <param name="digest">What is served.</param>
    /// <returns>One a text.</returns>
    public CacheKey[] KeysOf(Question question, string digest) => [.. question.Texts.Select(text => KeyOf(question, digest, text))];

    public bool TryGet(CacheKey key, out Prediction prediction) => memory.TryGet(key, out prediction);

    /// <summary>Keeps what is true of the text whoever asks and whenever.</summary>
    /// <param name="key">Of the digest that came with the answer.</param>
    /// <param name="prediction">As the pool gave it.</param>
    public void Keep(CacheKey key, Prediction prediction) => memory.Keep(key, prediction with { InferenceTimeMs = 0 });

    public CacheKey KeyOf(Question question, string digest, string text) =>
        _keys.Of(digest, question.Truncation, _options.PerClient ? question.Client.Id : null, text);
}
