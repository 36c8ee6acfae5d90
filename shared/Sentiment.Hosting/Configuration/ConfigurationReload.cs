using System.Collections.Frozen;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sentiment.Hosting.Logs;

namespace Sentiment.Hosting.Configuration;

/// <summary>
/// Looks at the files and takes a change over, all of it or nothing. What is in force, in <see cref="IConfiguration"/> too, is never
/// anything that was found bad.
/// </summary>
internal sealed class ConfigurationReload
{
    private readonly IServiceProvider _services;
    private readonly LiveConfiguration _live;
    private readonly ConfigurationMetrics _metrics;
    private readonly ILogger<ConfigurationReload> _logger;
    private readonly OptionsSection[] _sections;
    private readonly IConfigurationRoot _configuration;
    private readonly PolledProvider[] _files;
    private readonly IConfigurationRoot _atStart;
    private FileContent[] _suspected = [];
    private FileContent[] _refused = [];

    public ConfigurationReload(IServiceProvider services, LiveConfiguration live, ConfigurationMetrics metrics, ILogger<ConfigurationReload> logger)
    {
        _services = services;
        _live = live;
        _metrics = metrics;
        _logger = logger;
        _sections = [.. services.GetServices<OptionsSection>()];
        _configuration = (IConfigurationRoot)services.GetRequiredService<IConfiguration>();
        _files = [.. _configuration.Providers.OfType<PolledProvider>()];
        _atStart = InForce();

        // What is read at the start only must not be what a file holds by the time somebody asks.
        Array.ForEach(_sections, section => section.Settle(services));
        live.Changed += () => Array.ForEach(_files, static file => file.Announce());
        SayWhatIsInForce();
    }

    public bool HasFiles => _files.Length > 0;

    /// <summary>Compares the files with what is in force. Not to be called by two threads at once.</summary>
    public void Poll()
    {
        FileContent[] found = [.. _files.Select(static file => file.Find())];
        if (Same(found, [.. _files.Select(static file => file.Content)]))
        {
            Forget();
        }
        else if (!Same(found, _refused))
        {
            Consider(found);
        }
    }

    private void Consider(FileContent[] found)
    {
        var (change, problems) = Check(found);
        if (change is not null)
        {
            Apply(change);
            _metrics.Applied();
            SayWhatIsInForce();
            (_suspected, _refused) = ([], []);
        }
        else if (Same(found, _suspected))
        {
            // Seen a second time: not a file in the middle of being written.
            foreach (var problem in problems)
            {
                ConfigurationLog.Refused(_logger, problem);
            }

            _metrics.Refused();
            _refused = found;
        }
        else
        {
            _suspected = found;
        }
    }

    private void Forget()
    {
        if (_refused.Length > 0)
        {
            _metrics.Restored();
            ConfigurationLog.Restored(_logger);
        }

        (_suspected, _refused) = ([], []);
    }

    private (Change? Change, IReadOnlyList<string> Problems) Check(FileContent[] found)
    {
        try
        {
            var parsed = found.Select(static content => content.Parse()).ToArray();
            if (parsed.Select(static file => file.Problem).OfType<string>().ToArray() is { Length: > 0 } unusable)
            {
                return (null, unusable);
            }

            var candidate = ConfigurationView.Of(_configuration, file => parsed[_files.IndexOf(file)].Settings);
            var services = new CandidateServices(_services, candidate);
            var problems = ConfigurationCheck.FindProblems(services);
            return problems.Count > 0
                ? (null, problems)
                : (new Change(found, [.. parsed.Select(static file => file.Settings)], candidate, _live.Bind(services)), []);
        }
        catch (Exception failure)
        {
            // A rule that breaks on what it did not foresee must not end a service that runs well.
            return (null, [$"it could not be checked: {failure.GetType().Name}, {failure.Message}"]);
        }
    }

    private void Apply(Change change)
    {
        var inForce = InForce();
        var changed = ConfigurationView.Differences(inForce, change.Candidate, _sections.Where(static section => section.IsLive))
            .Concat(ConfigurationView.AreDifferent(inForce, change.Candidate, LogLevels.Section) ? [LogLevels.Section] : [])
            .ToArray();
        var waiting = ConfigurationView.Differences(_atStart, change.Candidate, _sections.Where(static section => !section.IsLive));
        for (var i = 0; i < _files.Length; i++)
        {
            _files[i].Replace(change.Found[i], change.Settings[i]);
        }

        _live.Replace(change.Values);
        _live.RaiseChanged();
        ConfigurationLog.Applied(_logger, changed.Length == 0 ? "nothing" : string.Join(", ", changed));
        if (waiting.Count > 0)
        {
            ConfigurationLog.NeedsRestart(_logger, string.Join(", ", waiting));
        }
    }

    // Once all parts work with it: whoever reads the number may count on what it stands for.
    private void SayWhatIsInForce() => Array.ForEach(_files, file => _metrics.InForce(file.Name, FileRevision.Of(file.Content.Bytes)));

    private IConfigurationRoot InForce() => ConfigurationView.Of(_configuration, static file => file.Settings);

    private static bool Same(FileContent[] some, FileContent[] others) =>
        some.Length == others.Length && some.Zip(others).All(static pair => pair.First.IsSameAs(pair.Second));

    /// <summary>Files that have been found good, and all that was made of them.</summary>
    private sealed record Change(
        FileContent[] Found, IConfigurationProvider[] Settings, IConfigurationRoot Candidate, FrozenDictionary<Type, object> Values);

    /// <summary>The service's parts, with another configuration.</summary>
    private sealed class CandidateServices(IServiceProvider services, IConfiguration candidate) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(IConfiguration) ? candidate : services.GetService(serviceType);
    }
}
