using System.Xml.Linq;
using Sentiment.TestKit;

namespace Sentiment.Benchmarks.Report;

/// <summary>Versions of packages that this process does not load, as the build pins them.</summary>
internal static class PackageVersions
{
    public static string Of(params IEnumerable<string> packages)
    {
        var pinned = XDocument.Load(RepositoryRoot.Combine("Directory.Packages.props"));
        var properties = pinned.Descendants("PropertyGroup").Elements().ToDictionary(static property => $"$({property.Name})", static property => property.Value);
        return string.Join(" / ", packages.Select(Version));

        string Version(string package)
        {
            var version = pinned.Descendants("PackageVersion").First(entry => (string?)entry.Attribute("Include") == package).Attribute("Version")!.Value;
            return properties.GetValueOrDefault(version, version);
        }
    }
}
