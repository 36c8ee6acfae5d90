using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace Sentiment.Gateway.Documentation;

/// <summary>
/// The contract as one document. Made when it is first asked for, and then kept: nobody needs a key to ask for it, so asking must be cheap, and
/// making it is not.
/// </summary>
internal sealed class ContractDocument
{
    public const string Name = "v1";
    public const string Path = $"/openapi/{Name}.json";

    // Its schemas are plain JSON Schema, and a reference may have a description beside it.
    private const OpenApiSpecVersion Version = OpenApiSpecVersion.OpenApi3_1;

    private readonly Lazy<Task<(byte[] Utf8, EntityTagHeaderValue Tag)>> _document;

    public ContractDocument([FromKeyedServices(Name)] IOpenApiDocumentProvider maker) => _document = new(() => MakeAsync(maker));

    public async Task ServeAsync(HttpContext context)
    {
        var (utf8, tag) = await _document.Value;
        context.Response.Headers.CacheControl = "no-cache";
        await Results.Bytes(utf8, "application/json; charset=utf-8", entityTag: tag).ExecuteAsync(context);
    }

    private static async Task<(byte[] Utf8, EntityTagHeaderValue Tag)> MakeAsync(IOpenApiDocumentProvider maker)
    {
        var document = await maker.GetOpenApiDocumentAsync();
        var utf8 = Encoding.UTF8.GetBytes(await document.SerializeAsJsonAsync(Version) + "\n");
        return (utf8, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(utf8).AsSpan(0, 16))}\""));
    }
}
