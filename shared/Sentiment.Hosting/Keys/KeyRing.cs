using System.Diagnostics.CodeAnalysis;
using Sentiment.Contracts.Errors;
using Sentiment.Hosting.Configuration;

namespace Sentiment.Hosting.Keys;

/// <summary>Knows the clients by the keys that are in force now.</summary>
internal sealed class KeyRing
{
    private readonly Lock _gate = new();
    private readonly LiveKeys _options;
    private readonly TimeProvider _time;
    private volatile KeyTable _keys;

    public KeyRing(LiveConfiguration configuration, LiveKeys options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        configuration.Changed += Follow;
        Follow();
    }

    /// <inheritdoc cref="KeyTable.Find"/>
    public Outcome<Client> Find(string key) => _keys.Find(key, _time.GetUtcNow());

    [MemberNotNull(nameof(_keys))]
    private void Follow()
    {
        lock (_gate)
        {
            _keys = new KeyTable(_options.Current);
        }
    }
}
