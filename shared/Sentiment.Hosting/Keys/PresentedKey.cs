using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Sentiment.Contracts.Errors;
using OurHeaders = Sentiment.Contracts.HeaderNames;

namespace Sentiment.Hosting.Keys;

/// <summary>Finds the key in the headers.</summary>
public static class PresentedKey
{
    private const string Bearer = "Bearer ";

    /// <returns>The key as sent; or E3001 when there is none, E1008 when there are two.</returns>
    public static Outcome<string> Of(IHeaderDictionary headers)
    {
        var own = headers[OurHeaders.ApiKey].ToString();
        var bearer = BearerOf(headers[HeaderNames.Authorization].ToString());
        if (own.Length > 0 && bearer.Length > 0 && own != bearer)
        {
            return new ApiError(ErrorCode.Contradiction, $"{OurHeaders.ApiKey} and {HeaderNames.Authorization} hold different keys; send one of them.");
        }

        return (own.Length > 0 ? own : bearer) switch
        {
            { Length: > 0 } key => key,
            _ => new ApiError(ErrorCode.CredentialsMissing, $"Send your key as {OurHeaders.ApiKey}, or as {HeaderNames.Authorization}: Bearer."),
        };
    }

    private static string BearerOf(string authorization) =>
        authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? authorization[Bearer.Length..].Trim() : string.Empty;
}
