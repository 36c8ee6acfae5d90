using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Sentiment.Gateway.Pages;

/// <summary>A file of a page: part of the assembly, so there is nothing to install, to build or to go missing.</summary>
internal sealed class PageFile
{
    private readonly byte[] _content;
    private readonly EntityTagHeaderValue _tag;
    private readonly string _type;

    private PageFile(byte[] content, string type)
    {
        (_content, _type) = (content, type);
        _tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content))}\"");
    }

    /// <param name="name">With its ending: <c>.html</c>, <c>.css</c>, <c>.js</c> or <c>.svg</c>.</param>
    public static PageFile Load(string name)
    {
        using var stream = typeof(PageFile).Assembly.GetManifestResourceStream(name)
            ?? throw new ArgumentException($"The assembly has no {name}.", nameof(name));
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return new PageFile(content.ToArray(), TypeOf(name));
    }

    /// <summary>Answers with the file, or with 304 to a browser that has it.</summary>
    public Task ServeAsync(HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = PageEndpoints.Policy;

        // Kept, and asked for again each time: a page and its script must be of one build.
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Bytes(_content, _type, entityTag: _tag).ExecuteAsync(context);
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new ArgumentException($"Files of pages are .html, .css, .js and .svg, not {other}.", nameof(name)),
    };
}
