using System.Diagnostics.CodeAnalysis;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Auth.Tokens;
using Sentiment.Hosting.Configuration;

namespace Sentiment.Gateway.Auth;

/// <summary>Knows the clients by the keys and the issuer that are in force now.</summary>
internal sealed class KeyRing
{
    private readonly Lock _gate = new();
    private readonly LiveOptions<AuthOptions> _options;
    private readonly TimeProvider _time;
    private readonly ILogger<KeyRing> _logger;
    private volatile KeyTable _keys;
    private volatile TokenReader? _tokens;

    public KeyRing(LiveConfiguration configuration, LiveOptions<AuthOptions> options, TimeProvider time, ILogger<KeyRing> logger)
    {
        (_options, _time, _logger) = (options, time, logger);
        configuration.Changed += Follow;
        Follow();
    }

    /// <inheritdoc cref="KeyTable.Anonymous"/>
    public Client? Anonymous => _keys.Anonymous;

    /// <inheritdoc cref="KeyTable.Find"/>
    public Outcome<Client> Find(string key) => _keys.Find(key, _time.GetUtcNow());

    /// <summary>Who may call with a token; null when nobody may.</summary>
    public TokenReader? Tokens => _tokens;

    [MemberNotNull(nameof(_keys))]
    private void Follow()
    {
        lock (_gate)
        {
            _keys = new KeyTable(_options.Current);
            _tokens = _options.Current.Jwt is { } tokens ? new TokenReader(tokens, _tokens, _logger) : null;
        }
    }
}
