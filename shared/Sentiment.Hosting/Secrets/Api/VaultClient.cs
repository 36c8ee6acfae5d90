using System.Net.Http.Headers;
using System.Security.Authentication;
using System.Text;
using System.Text.Json;

namespace Sentiment.Hosting.Secrets.Api;

/// <summary>Vault's HTTP API, one call at a time. Knows no token of its own. Safe for use from many threads.</summary>
internal sealed class VaultClient(VaultAddress address, TimeProvider time) : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpClient _client = VaultConnections.Open(address);

    /// <summary>After each call: its operation, and what went wrong or null.</summary>
    public event Action<string, VaultFault?>? Called;

    public VaultAddress Address => address;

    public void Dispose() => _client.Dispose();

    /// <returns>The answer's whole body; an empty object where there is none.</returns>
    public async Task<VaultAnswer<VaultBody>> SendAsync(VaultCall call, string? token, CancellationToken stop)
    {
        var answer = await TrySendAsync(call, token, stop);
        Called?.Invoke(call.Operation, answer.Problem?.Fault);
        return answer;
    }

    private async Task<VaultAnswer<VaultBody>> TrySendAsync(VaultCall call, string? token, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(address.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        try
        {
            using var response = await FollowAsync(call, token, either.Token);
            return await VaultResponse.ReadAsync(response, call, time, either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new VaultProblem(VaultFault.Timeout, $"{address.Server} did not answer within {address.Timeout.TotalSeconds:0.###} s.");
        }
        catch (HttpRequestException failure) when (failure.InnerException is AuthenticationException untrusted)
        {
            return new VaultProblem(VaultFault.Untrusted, $"The certificate of {address.Server} is not accepted: {untrusted.Message} Give the file of its authority as Authorities, or mend the certificate.");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or JsonException)
        {
            return new VaultProblem(VaultFault.Unreachable, $"{address.Server} cannot be reached: {failure.Message}");
        }
    }

    // A standby that does not forward names the active node, once. The token goes along only to where it is as safe as here.
    private async Task<HttpResponseMessage> FollowAsync(VaultCall call, string? token, CancellationToken stop)
    {
        var response = await SendToAsync(new Uri(address.Server, $"/v1/{call.Path}"), call, token, stop);
        if (response.StatusCode != System.Net.HttpStatusCode.TemporaryRedirect || response.Headers.Location is not { IsAbsoluteUri: true } active || !VaultAddress.IsSafe(active))
        {
            return response;
        }

        response.Dispose();
        return await SendToAsync(active, call, token, stop);
    }

    private async Task<HttpResponseMessage> SendToAsync(Uri uri, VaultCall call, string? token, CancellationToken stop)
    {
        using var message = new HttpRequestMessage(call.Body is null ? HttpMethod.Get : HttpMethod.Post, uri);
        message.Headers.Add("X-Vault-Request", "true");
        if (token is not null)
        {
            message.Headers.Add("X-Vault-Token", token);
        }

        if (!string.IsNullOrEmpty(address.Namespace))
        {
            message.Headers.Add("X-Vault-Namespace", address.Namespace);
        }

        if (call.Body is { } body)
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToJsonString())) { Headers = { ContentType = Json } };
        }

        return await _client.SendAsync(message, stop);
    }
}
