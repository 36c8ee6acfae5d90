using System.Collections.Frozen;
using Sentiment.Gateway.Auth.Tokens;
using Sentiment.Hosting.Configuration;
using Sentiment.Hosting.Keys;

namespace Sentiment.Gateway.Auth;

/// <summary>Who may call beside those with a key, by the configuration that is in force now.</summary>
internal sealed class OtherCallers
{
    private readonly Lock _gate = new();
    private readonly LiveOptions<AuthOptions> _options;
    private readonly ILogger<OtherCallers> _logger;
    private volatile Client? _anonymous;
    private volatile TokenReader? _tokens;

    public OtherCallers(LiveConfiguration configuration, LiveOptions<AuthOptions> options, ILogger<OtherCallers> logger)
    {
        (_options, _logger) = (options, logger);
        configuration.Changed += Follow;
        Follow();
    }

    /// <summary>Who calls without credentials; null when nobody may.</summary>
    public Client? Anonymous => _anonymous;

    /// <summary>Who may call with a token; null when nobody may.</summary>
    public TokenReader? Tokens => _tokens;

    // Anybody's word must not decide which arm looks better: who is to give feedback without a key is told so by name.
    private static Client AnonymousOf(AnonymousOptions options)
    {
        var client = Client.Of(Client.AnonymousId, options);
        return options.Scopes.Count == 0 ? client with { Scopes = FrozenSet.Create(Scope.Predict) } : client;
    }

    private void Follow()
    {
        lock (_gate)
        {
            var options = _options.Current;
            _anonymous = options.Anonymous is { } anonymous ? AnonymousOf(anonymous) : null;
            _tokens = options.Jwt is { } tokens ? new TokenReader(tokens, _tokens, _logger) : null;
        }
    }
}
