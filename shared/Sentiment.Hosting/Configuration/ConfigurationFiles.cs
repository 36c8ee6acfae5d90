using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Sentiment.Hosting.Configuration;

/// <summary>Where more settings are: <c>Sentiment:Configuration</c>, read from the environment, the command line and <c>appsettings.json</c>.</summary>
internal sealed class ConfigurationFilesOptions
{
    public const string Section = "Configuration";

    /// <summary>JSON files, later over earlier; environment and command line stay on top of them.</summary>
    /// <value>Empty by default.</value>
    public IList<string> Files { get; } = [];
}

/// <summary>A file that is missing or broken is reported with all else that is wrong, not as the exception that stops before it.</summary>
internal sealed class ConfigurationFilesValidator : IValidateOptions<ConfigurationFilesOptions>
{
    public ValidateOptionsResult Validate(string? name, ConfigurationFilesOptions options)
    {
        var problems = options.Files.Select(ProblemOf).OfType<string>().ToArray();
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    /// <summary>Why a file cannot be used, or null.</summary>
    public static string? ProblemOf(string file)
    {
        try
        {
            _ = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(file), optional: false, reloadOnChange: false).Build();
            return null;
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return $"The file {file} cannot be used: {unusable.GetBaseException().Message}";
        }
    }
}
