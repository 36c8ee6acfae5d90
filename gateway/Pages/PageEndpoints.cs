namespace Sentiment.Gateway.Pages;

internal static class PageEndpoints
{
    /// <summary>Styles and scripts are files of ours, data comes from this gateway, and nothing else is to be had.</summary>
    public const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly string[] Shared = ["base.css", "icon.svg", "elements.js", "key.js"];

    /// <param name="endpoints">Where the files are added; what else is to be said of them is said of the group.</param>
    /// <param name="path">Of the page itself, such as <c>/dashboard</c>.</param>
    /// <param name="folder">Of its other files, beside it, such as <c>/dashboard</c>.</param>
    /// <param name="page">The page.</param>
    /// <param name="files">What it loads, beside what all pages do.</param>
    public static void MapPage(this IEndpointRouteBuilder endpoints, string path, string folder, string page, params string[] files)
    {
        endpoints.Map(path, PageFile.Load(page));
        foreach (var file in Shared.Concat(files))
        {
            endpoints.Map($"{folder}/{file}", PageFile.Load(file));
        }
    }

    private static void Map(this IEndpointRouteBuilder endpoints, string path, PageFile file) => endpoints.MapGet(path, file.ServeAsync);
}
