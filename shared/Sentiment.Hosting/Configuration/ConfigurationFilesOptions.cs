using Microsoft.Extensions.Options;

namespace Sentiment.Hosting.Configuration;

/// <summary>Where more settings are: <c>Sentiment:Configuration</c>, read from the environment, the command line and <c>appsettings.json</c>.</summary>
internal sealed class ConfigurationFilesOptions
{
    public const string Section = "Configuration";

    /// <summary>JSON files, later over earlier; environment and command line stay on top of them. Live sections follow them while the service runs.</summary>
    /// <value>Empty by default.</value>
    public IList<string> Files { get; } = [];
}

/// <summary>A file that is missing or broken is reported with all else that is wrong, not as the exception that stops before it.</summary>
internal sealed class ConfigurationFilesValidator : IValidateOptions<ConfigurationFilesOptions>
{
    public ValidateOptionsResult Validate(string? name, ConfigurationFilesOptions options)
    {
        var problems = options.Files.Select(static file => FileContent.Read(file).Parse().Problem).OfType<string>().ToArray();
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
