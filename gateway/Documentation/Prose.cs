using System.Diagnostics.CodeAnalysis;
using System.Xml.Linq;

namespace Sentiment.Gateway.Documentation;

/// <summary>XML documentation as Markdown: the document's maker takes it over with its tags and line breaks.</summary>
internal static class Prose
{
    [return: NotNullIfNotNull(nameof(xml))]
    public static string? Of(string? xml)
    {
        if (xml is null)
        {
            return null;
        }

        var parts = XElement.Parse($"<prose>{xml}</prose>", LoadOptions.PreserveWhitespace).Nodes().Select(static node => node switch
        {
            XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
            XElement other => other.Value,
            XText text => text.Value,
            _ => string.Empty,
        });
        return string.Join(' ', string.Concat(parts).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
