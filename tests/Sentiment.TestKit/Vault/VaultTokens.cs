using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Sentiment.TestKit.Vault;

/// <summary>Logins, and the tokens that they give: <c>auth/…</c>.</summary>
public sealed class VaultTokens : VaultEngine
{
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, Lease> _tokens = new(StringComparer.Ordinal);

    internal VaultTokens(TimeProvider time) => _time = time;

    /// <summary>Of a login, and of a renewal.</summary>
    public TimeSpan Ttl { get; set; } = TimeSpan.FromHours(1);

    /// <summary>No renewal goes beyond it.</summary>
    public TimeSpan MaxTtl { get; set; } = TimeSpan.FromHours(4);

    public bool Renewable { get; set; } = true;

    /// <summary>The role that <see cref="ServiceAccountToken"/> may take.</summary>
    public string Role { get; set; } = "sentiment-gateway";

    public string ServiceAccountToken { get; set; } = $"eyJ.{Guid.NewGuid():N}";

    public string RoleId { get; set; } = Guid.NewGuid().ToString();

    public string SecretId { get; set; } = Guid.NewGuid().ToString();

    /// <summary>Paths, from their first letter on, that no token may read.</summary>
    public IList<string> Denied { get; } = [];

    /// <summary>Tokens that are good now.</summary>
    public IReadOnlyCollection<string> Good => [.. _tokens.Where(token => token.Value.End > _time.GetUtcNow()).Select(static token => token.Key)];

    /// <summary>All that were ever given.</summary>
    public IReadOnlyCollection<string> Given => [.. _tokens.Keys];

    /// <summary>A token as an operator has it.</summary>
    public string Give()
    {
        var now = _time.GetUtcNow();
        var token = $"hvs.{Guid.NewGuid():N}";
        _tokens[token] = new Lease(Guid.NewGuid().ToString("N"), now + Min(Ttl, MaxTtl), now + MaxTtl, Renewable);
        return token;
    }

    public void RevokeAll()
    {
        foreach (var (token, lease) in _tokens)
        {
            _tokens[token] = lease with { End = DateTimeOffset.MinValue };
        }
    }

    /// <summary>Whether a call that needs a token may be made with this one.</summary>
    internal VaultReply? Refusal(VaultRequest request)
    {
        if (!_tokens.TryGetValue(request.Token, out var lease) || lease.End <= _time.GetUtcNow())
        {
            return VaultReply.Error(403, "2 errors occurred:\n\t* permission denied\n\t* invalid token\n\n");
        }

        return Denied.Any(path => request.Path.StartsWith(path, StringComparison.Ordinal)) ? VaultReply.Error(403, "1 error occurred:\n\t* permission denied\n\n") : null;
    }

    internal override VaultReply? Answer(VaultRequest request) => (request.Method, request.Path) switch
    {
        ("POST", "auth/kubernetes/login") => Kubernetes(request),
        ("POST", "auth/approle/login") => request.Text("role_id") == RoleId && request.Text("secret_id") == SecretId ? LogIn() : VaultReply.Error(400, "invalid role or secret ID"),
        ("POST", "auth/token/renew-self") => Renew(request.Token),
        ("GET", "auth/token/lookup-self") => Lookup(request.Token),
        _ => null,
    };

    private VaultReply Kubernetes(VaultRequest request) =>
        request.Text("role") != Role ? VaultReply.Error(400, $"invalid role name \"{request.Text("role")}\"")
        : request.Text("jwt") != ServiceAccountToken ? VaultReply.Error(403, "permission denied")
        : LogIn();

    private VaultReply LogIn() => Auth(Give());

    private VaultReply Renew(string token)
    {
        var (lease, now) = (_tokens[token], _time.GetUtcNow());
        if (!lease.Renewable)
        {
            return VaultReply.Error(400, "lease is not renewable");
        }

        _tokens[token] = lease with { End = now + Min(Ttl, lease.Last - now) };
        return Auth(token);
    }

    private VaultReply Lookup(string token) => VaultReply.Data(new JsonObject
    {
        ["accessor"] = _tokens[token].Accessor,
        ["id"] = token,
        ["ttl"] = Left(token),
        ["renewable"] = _tokens[token].Renewable,
        ["expire_time"] = _tokens[token].End.ToString("O"),
        ["policies"] = new JsonArray("default", "sentiment"),
        ["type"] = "service",
    });

    private VaultReply Auth(string token) => VaultReply.Auth(new JsonObject
    {
        ["client_token"] = token,
        ["accessor"] = _tokens[token].Accessor,
        ["policies"] = new JsonArray("default", "sentiment"),
        ["token_policies"] = new JsonArray("default", "sentiment"),
        ["metadata"] = new JsonObject(),
        ["lease_duration"] = Left(token),
        ["renewable"] = _tokens[token].Renewable,
        ["token_type"] = "service",
        ["orphan"] = true,
    });

    private long Left(string token) => (long)(_tokens[token].End - _time.GetUtcNow()).TotalSeconds;

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private sealed record Lease(string Accessor, DateTimeOffset End, DateTimeOffset Last, bool Renewable);
}
