using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Auth;
using Sentiment.Gateway.Caching;
using Sentiment.Hosting.Configuration;
using Sentiment.Hosting.Keys;

namespace Sentiment.Gateway.Feedback;

/// <summary>Gives out prediction ids, and says what those mean that come back. Only a gateway can: a pool, or a client, has not the key.</summary>
internal sealed class PredictionIds(LiveOptions<AuthOptions> auth, IOptions<FeedbackOptions> options, TimeProvider time)
{
    private volatile Keyed? _current;

    /// <summary>Gives out ids for the answers of one request: what is the same for all of them is computed once.</summary>
    /// <param name="client">Whose they are.</param>
    /// <returns>Takes an answer with a prediction.</returns>
    public Func<Answer, string> For(Client client)
    {
        var (key, now) = (Key(), time.GetUtcNow());
        var hash = key.HashOf(client.Id);
        return answer => PredictionIdFormat.Write(IssuedPrediction.Of(answer, now, NewNonce()), hash, key);
    }

    /// <returns>What it says; E1009, or E1010 where it comes too late.</returns>
    public Outcome<IssuedPrediction> Read(string id, Client client)
    {
        if (Issued(id, client) is not { } issued)
        {
            return new ApiError(
                ErrorCode.PredictionIdRefused,
                "The prediction id is none that a gateway here has given to this caller. Send it as it came, with the key that the prediction was asked with.")
            { Field = "prediction_id" };
        }

        var age = time.GetUtcNow() - issued.IssuedAt;
        return age <= options.Value.Lifetime
            ? issued
            : new ApiError(
                ErrorCode.PredictionIdExpired,
                $"The prediction is {age.TotalHours:0} hours old; feedback is taken for {options.Value.Lifetime.TotalHours:0} hours.")
            { Field = "prediction_id" };
    }

    /// <summary>How long it is still good for.</summary>
    public TimeSpan Left(IssuedPrediction issued) => options.Value.Lifetime - (time.GetUtcNow() - issued.IssuedAt);

    private IssuedPrediction? Issued(string id, Client client)
    {
        var key = Key();
        return PredictionIdFormat.Read(id, key.HashOf(client.Id), key);
    }

    private static ulong NewNonce()
    {
        Span<byte> nonce = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(nonce);
        return BinaryPrimitives.ReadUInt64BigEndian(nonce);
    }

    private PredictionIdKey Key()
    {
        // May change while the service runs, and seldom does.
        var pepper = auth.Current.Pepper!;
        if (_current is { } current && current.Pepper == pepper)
        {
            return current.Key;
        }

        var made = new Keyed(pepper, new PredictionIdKey(Convert.FromBase64String(pepper)));
        _current = made;
        return made.Key;
    }

    private sealed record Keyed(string Pepper, PredictionIdKey Key);
}
