using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Sentiment.Contracts.Errors;
using Sentiment.Hosting.Configuration;
using Sentiment.Hosting.Keys;
using Sentiment.Hosting.Tls;

namespace Sentiment.Serving.Auth;

/// <summary>Whom the pool lets in: the gateway by its key or certificate, and its clients by theirs, by the configuration that is in force now.</summary>
internal sealed class PoolAccess
{
    private static readonly ApiError NotThePoolKey = new(ErrorCode.CredentialsRefused, "This is not the pool's key. Clients' own keys are for the gateway.");

    private readonly Lock _gate = new();
    private readonly LiveOptions<PoolAuthOptions> _options;
    private readonly KeyCheck _keys;
    private readonly bool _certificateIsEnough;
    private volatile Rules _rules;

    public PoolAccess(LiveConfiguration configuration, LiveOptions<PoolAuthOptions> options, IOptions<TlsOptions> tls, KeyCheck keys)
    {
        (_options, _keys) = (options, keys);

        // Where all must show one, it is no sign of anything: what is configured beside it is asked for as well.
        _certificateIsEnough = !string.IsNullOrEmpty(tls.Value.Authorities) && !tls.Value.RequireCertificate;
        configuration.Changed += Follow;
        Follow();
    }

    /// <returns>Null when the request may go on.</returns>
    public ApiError? Refusal(HttpContext context)
    {
        var rules = _rules;
        if (rules.IsOpen || (_certificateIsEnough && context.Connection.ClientCertificate is not null))
        {
            return null;
        }

        if (!PresentedKey.Of(context.Request.Headers).Succeeded(out var key, out var error))
        {
            return error;
        }

        if (rules.IsPoolKey(key))
        {
            return null;
        }

        if (!rules.TakesClients)
        {
            return _keys.Refused(context, NotThePoolKey);
        }

        return _keys.Find(key).Succeeded(out var client, out error)
            ? rules.WrongArm(client) ?? _keys.Admit(context, client, Scope.Predict)
            : _keys.Refused(context, error);
    }

    [MemberNotNull(nameof(_rules))]
    private void Follow()
    {
        lock (_gate)
        {
            _rules = new Rules(_options.Current);
        }
    }

    /// <summary>Those of one configuration.</summary>
    private sealed class Rules(PoolAuthOptions options)
    {
        private readonly byte[]? _poolKey = options.PoolKeyHash is { } hash ? Convert.FromHexString(hash) : null;

        public bool IsOpen => _poolKey is null && !TakesClients;

        public bool TakesClients { get; } = options.TakesClients;

        // Hashes are compared, in constant time: neither length nor a common beginning shows.
        public bool IsPoolKey(string key)
        {
            if (_poolKey is null)
            {
                return false;
            }

            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
            return CryptographicOperations.FixedTimeEquals(hash, _poolKey);
        }

        public ApiError? WrongArm(Client client) => client.Arms.Count == 0 || options.Arms.Any(client.Arms.Contains)
            ? null
            : new ApiError(
                ErrorCode.NotAllowed,
                $"This key may use {string.Join(", ", client.Arms.Order(StringComparer.Ordinal))} alone, and this pool serves {(options.Arms.Count == 0 ? "no arm that it knows of" : string.Join(", ", options.Arms))}. Call the gateway, or ask the operator for more.");
    }
}
