using System.Diagnostics.CodeAnalysis;
using Sentiment.Hosting.Configuration;

namespace Sentiment.Gateway.Auth;

/// <summary>Knows the clients by the keys that are in force now.</summary>
internal sealed class KeyRing
{
    private readonly Lock _gate = new();
    private readonly LiveOptions<AuthOptions> _options;
    private volatile KeyTable _keys;

    public KeyRing(LiveConfiguration configuration, LiveOptions<AuthOptions> options)
    {
        _options = options;
        configuration.Changed += Follow;
        Follow();
    }

    /// <inheritdoc cref="KeyTable.Find"/>
    public Client? Find(string key) => _keys.Find(key);

    [MemberNotNull(nameof(_keys))]
    private void Follow()
    {
        lock (_gate)
        {
            _keys = new KeyTable(_options.Current);
        }
    }
}
