using System.Text.Json.Nodes;
using Sentiment.Hosting.Secrets.Api;

namespace Sentiment.Hosting.Secrets;

/// <summary>Gets a token, with what is in a file now: kubelet and agents replace theirs.</summary>
internal sealed class VaultLogin(VaultClient client, VaultAuthOptions options, TimeProvider time)
{
    private const string Kubernetes = "kubernetes";
    private const string AppRole = "approle";

    public Task<VaultAnswer<VaultToken>> LogInAsync(CancellationToken stop) => options.Method switch
    {
        VaultAuthMethod.Kubernetes => LogInAsync(
            Kubernetes, options.TokenFile ?? VaultAuthOptions.ServiceAccountToken, token => new JsonObject { ["role"] = options.Role, ["jwt"] = token }, stop),
        VaultAuthMethod.AppRole => LogInAsync(
            AppRole, options.SecretIdFile!, secret => new JsonObject { ["role_id"] = options.RoleId, ["secret_id"] = secret }, stop),
        _ => TakeAsync(options.TokenFile!, stop),
    };

    private async Task<VaultAnswer<VaultToken>> LogInAsync(string method, string file, Func<string, JsonObject> credentials, CancellationToken stop)
    {
        var (secret, problem) = Read(file);
        if (secret is null)
        {
            return problem!;
        }

        var (body, refused) = await client.SendAsync(VaultCall.LoginAt(options.Mount ?? method, credentials(secret)), token: null, stop);
        return body is null ? refused! : VaultToken.Of(body, time.GetUtcNow());
    }

    // A token that is given: Vault tells how long it is good.
    private async Task<VaultAnswer<VaultToken>> TakeAsync(string file, CancellationToken stop)
    {
        var (token, problem) = Read(file);
        if (token is null)
        {
            return problem!;
        }

        var (body, refused) = await client.SendAsync(VaultCall.LookupSelf(), token, stop);
        return body is null ? refused! : new VaultToken(token, body.SecondsAt("data", "ttl"), body.IsTrueAt("data", "renewable"), time.GetUtcNow());
    }

    private static VaultAnswer<string> Read(string file)
    {
        try
        {
            var text = File.ReadAllText(file).Trim();
            return text.Length > 0 && !text.AsSpan().ContainsAnyExceptInRange('!', '~')
                ? text
                : new VaultProblem(VaultFault.Malformed, $"The file {file} must have the credential for Vault and nothing else.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return new VaultProblem(VaultFault.Malformed, $"The file {file}, by which the service logs in to Vault, cannot be read: {unreadable.Message}");
        }
    }
}
