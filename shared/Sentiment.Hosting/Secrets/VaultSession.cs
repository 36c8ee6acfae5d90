using Sentiment.Hosting.Secrets.Api;

namespace Sentiment.Hosting.Secrets;

/// <summary>Calls with a token that is kept good: renewed while Vault lets it, replaced before it ends, replaced at once when it was revoked. For one caller at a time.</summary>
internal sealed class VaultSession(VaultClient client, VaultLogin login, TimeProvider time)
{
    private VaultToken? _token;

    public async Task<VaultAnswer<VaultBody>> SendAsync(VaultCall call, CancellationToken stop)
    {
        var (token, noToken) = await TokenAsync(stop);
        if (token is null)
        {
            return noToken!;
        }

        var answer = await client.SendAsync(call, token.Value, stop);
        if (answer.Problem is not { Fault: VaultFault.Denied } || await IsGoodAsync(token, stop))
        {
            return answer;
        }

        _token = null;
        (token, noToken) = await TokenAsync(stop);
        return token is null ? noToken! : await client.SendAsync(call, token.Value, stop);
    }

    // Refused by a policy, or because the token is dead: a login for each of the former would fill Vault with tokens.
    private async Task<bool> IsGoodAsync(VaultToken token, CancellationToken stop) =>
        (await client.SendAsync(VaultCall.LookupSelf(), token.Value, stop)).Problem is not { Fault: VaultFault.Denied };

    private async Task<VaultAnswer<VaultToken>> TokenAsync(CancellationToken stop)
    {
        if (_token is { } good && !good.IsDue(time.GetUtcNow()))
        {
            return good;
        }

        if (_token is { IsRenewable: true } due && await RenewAsync(due, stop))
        {
            return _token;
        }

        var answer = await login.LogInAsync(stop);
        if (answer.Value is { } fresh)
        {
            _token = fresh;
            return fresh;
        }

        // Vault may be away for the login and not for the call: what is left of the lease is used.
        return _token is { } old && answer.Problem!.MayPass ? old : answer;
    }

    private async Task<bool> RenewAsync(VaultToken token, CancellationToken stop)
    {
        var (body, problem) = await client.SendAsync(VaultCall.RenewSelf(), token.Value, stop);
        if (body is null)
        {
            return problem!.MayPass;
        }

        // Near its longest life Vault gives ever less, until it refuses: then another is needed.
        _token = token.Renewed(body.SecondsAt("auth", "lease_duration"), body.IsTrueAt("auth", "renewable"), time.GetUtcNow());
        return true;
    }
}
