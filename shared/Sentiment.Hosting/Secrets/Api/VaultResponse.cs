using System.Net;
using System.Text.Json;

namespace Sentiment.Hosting.Secrets.Api;

/// <summary>Makes of an answer what it says, or what is wrong.</summary>
internal static class VaultResponse
{
    // Vault's own words, as far as a log line should have them.
    private const int MostText = 300;

    public static async Task<VaultAnswer<VaultBody>> ReadAsync(HttpResponseMessage response, VaultCall call, TimeProvider time, CancellationToken stop)
    {
        var body = await BodyAsync(response, stop);
        if (response.IsSuccessStatusCode)
        {
            return body is null
                ? new VaultProblem(VaultFault.Unavailable, $"The answer to {call} is no JSON: something else than Vault answers at this address.")
                : body;
        }

        var said = Said(body);
        var fault = FaultOf(response.StatusCode, said);
        return new VaultProblem(fault, $"{call}: {(int)response.StatusCode}{(said.Length == 0 ? "." : $", {said}.")}{NextStep(fault)}", RetryAfter(response, time));
    }

    private static async Task<VaultBody?> BodyAsync(HttpResponseMessage response, CancellationToken stop)
    {
        var bytes = await response.Content.ReadAsByteArrayAsync(stop);
        try
        {
            return new VaultBody(bytes.Length == 0 ? JsonElement.Parse("{}"u8) : JsonElement.Parse(bytes));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // https://developer.hashicorp.com/vault/api-docs#http-status-codes; 412 is a standby that has not caught up yet, 473 one that does not forward.
    private static VaultFault FaultOf(HttpStatusCode status, string said) => (int)status switch
    {
        403 => VaultFault.Denied,
        404 => VaultFault.Missing,
        429 => VaultFault.Throttled,
        307 or 412 or 472 or 473 or 474 => VaultFault.Standby,
        501 => VaultFault.Sealed,
        503 when said.Contains("sealed", StringComparison.OrdinalIgnoreCase) => VaultFault.Sealed,
        500 when said.Contains("local node not active", StringComparison.Ordinal) => VaultFault.Standby,
        >= 500 => VaultFault.Unavailable,
        _ => VaultFault.Refused,
    };

    private static string NextStep(VaultFault fault) => fault switch
    {
        VaultFault.Sealed => " Unseal it.",
        VaultFault.Denied => " Look at the policies of the role, and whether the namespace is right.",
        _ => string.Empty,
    };

    private static string Said(VaultBody? body)
    {
        if (body?.At("errors") is not { ValueKind: JsonValueKind.Array } errors)
        {
            return string.Empty;
        }

        var said = string.Join("; ", errors.EnumerateArray().Where(static error => error.ValueKind == JsonValueKind.String).Select(static error => error.GetString()!.Trim().ReplaceLineEndings(" ")));
        return said.Length > MostText ? said[..MostText] : said;
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider time) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow(),
        _ => null,
    };
}
