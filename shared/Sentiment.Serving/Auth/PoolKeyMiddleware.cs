using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Hosting.Errors;

namespace Sentiment.Serving.Auth;

/// <summary>Asks for the pool's key where an endpoint wants it. From headers alone: nothing of the body is read for a stranger.</summary>
internal sealed class PoolKeyMiddleware(RequestDelegate next, IOptions<PoolAuthOptions> options)
{
    private readonly byte[]? _expected = options.Value.PoolKeyHash is { } hash ? Convert.FromHexString(hash) : null;

    public Task InvokeAsync(HttpContext context)
    {
        if (_expected is null || context.GetEndpoint()?.Metadata.GetMetadata<PoolKeyRequired>() is null || Check(context.Request) is not { } refusal)
        {
            return next(context);
        }

        context.Response.Headers.WWWAuthenticate = $"ApiKey realm=\"sentiment pool\", header=\"{HeaderNames.ApiKey}\"";
        return ProblemResponse.WriteAsync(context, refusal);
    }

    private ApiError? Check(HttpRequest request)
    {
        if (!request.Headers.TryGetValue(HeaderNames.ApiKey, out var sent) || sent.Count != 1 || string.IsNullOrEmpty(sent[0]))
        {
            return new ApiError(ErrorCode.CredentialsMissing, $"Send the pool's key, once, as {HeaderNames.ApiKey}; or call the gateway with your own.");
        }

        // Hashes are compared, in constant time: neither length nor a common beginning shows.
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(sent[0]!), hash);
        return CryptographicOperations.FixedTimeEquals(hash, _expected)
            ? null
            : new ApiError(ErrorCode.CredentialsRefused, "This is not the pool's key. Clients' own keys are for the gateway.");
    }
}

/// <summary>Marks an endpoint that is not for everybody.</summary>
internal sealed class PoolKeyRequired
{
    public static readonly PoolKeyRequired Instance = new();
}
