using System.Xml.Linq;
using Sentiment.TestKit;

namespace Sentiment.Deployment.Tests.Images;

/// <summary>Dockerfiles, as far as they can be read without an engine: bases with a version, no root, and all in the context that the build needs.</summary>
public sealed class DockerfileTests
{
    public static TheoryData<string, string> Services { get; } = new()
    {
        { "gateway", "Sentiment.Gateway" }, { "inference-onnx", "Sentiment.Inference.Onnx" }, { "inference-torch", "Sentiment.Inference.Torch" },
    };

    [Theory]
    [MemberData(nameof(Services))]
    public void Dockerfile_OfAService_IsOfVersionsAndRunsAsNobodySpecial(string folder, string project)
    {
        var lines = Lines(folder);

        var bases = lines.Where(static line => line.StartsWith("FROM ", StringComparison.Ordinal)).Select(static line => line.Split(' ')[1]).Where(static image => image != "base-$HARDWARE_PROFILE").ToArray();
        Assert.Equal(folder == "gateway" ? 2 : 3, bases.Length);
        Assert.All(bases, static image => Assert.Matches("^(mcr\\.microsoft\\.com/dotnet/(sdk|aspnet):10\\.0-noble(-chiseled-extra)?|docker\\.io/nvidia/cuda:[0-9]+\\.[0-9]+\\.[0-9]+-cudnn-runtime-ubuntu24\\.04)$", image));
        Assert.Contains(bases, static image => image.EndsWith("-chiseled-extra", StringComparison.Ordinal));
        Assert.Equal("USER 1000:1000", lines.Last(static line => line.StartsWith("USER ", StringComparison.Ordinal)));
        Assert.Equal($"ENTRYPOINT [\"/app/{project}\"]", lines[^1]);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Context_OfAService_HasEveryProjectAndFileThatItIsMadeOf(string folder, string project)
    {
        var copied = Lines(folder).Where(static line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from", StringComparison.Ordinal))
            .SelectMany(static line => line.Split(' ')[1..^1]).ToArray();

        Assert.All(copied, static path => Assert.True(Path.Exists(RepositoryRoot.Combine(path)), path));
        Assert.All(ProjectsOf(RepositoryRoot.Combine(folder, $"{project}.csproj")), file => Assert.Contains(copied, path => IsIn(file, RepositoryRoot.Combine(path))));
        Assert.Contains("docs/errors.md", copied);
    }

    private static string[] Lines(string folder) => [.. File.ReadAllLines(RepositoryRoot.Combine(folder, "Dockerfile")).Where(static line => line.Length > 0 && line[0] != '#')];

    private static bool IsIn(string file, string copied) => file == copied || file.StartsWith(copied.TrimEnd('/') + "/", StringComparison.Ordinal);

    private static IEnumerable<string> ProjectsOf(string project)
    {
        yield return project;
        foreach (var reference in XDocument.Load(project).Descendants("ProjectReference"))
        {
            foreach (var file in ProjectsOf(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(project)!, reference.Attribute("Include")!.Value.Replace('\\', '/')))))
            {
                yield return file;
            }
        }
    }
}
