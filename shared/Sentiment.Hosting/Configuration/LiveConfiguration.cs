using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sentiment.Hosting.Configuration;

/// <summary>
/// The live sections as they are in force, all from one configuration that was good as a whole. A change replaces all of them at once:
/// whoever has seen one new value sees only new ones.
/// </summary>
public sealed class LiveConfiguration
{
    private readonly IServiceProvider _services;
    private readonly ILogger<LiveConfiguration> _logger;
    private readonly OptionsSection[] _sections;
    private FrozenDictionary<Type, object>? _values;

    internal LiveConfiguration(IServiceProvider services)
    {
        _services = services;
        _logger = services.GetRequiredService<ILogger<LiveConfiguration>>();
        _sections = [.. services.GetServices<OptionsSection>().Where(static section => section.IsLive)];
    }

    /// <summary>
    /// Raised after a good change, once all sections are replaced, on one thread at a time. Subscribe first and derive then, under a lock that
    /// the handler takes too: a change in between is not missed, and an older value does not overwrite a newer one.
    /// </summary>
    public event Action? Changed;

    internal TOptions Current<TOptions>()
        where TOptions : class => (TOptions)(Volatile.Read(ref _values) ?? First())[typeof(TOptions)];

    /// <summary>Makes all values from another configuration; throws when one is refused.</summary>
    internal FrozenDictionary<Type, object> Bind(IServiceProvider services) =>
        _sections.ToFrozenDictionary(static section => section.Type, section => section.Bind(services));

    internal void Replace(FrozenDictionary<Type, object> values) => Volatile.Write(ref _values, values);

    internal void RaiseChanged()
    {
        foreach (var handler in Delegate.EnumerateInvocationList(Changed))
        {
            try
            {
                handler();
            }
            catch (Exception failure)
            {
                // One part that fails must not keep the others from the change.
                ConfigurationLog.PartFailed(_logger, handler.Method.DeclaringType?.Name ?? "?", failure);
            }
        }
    }

    // The check of the whole has passed when anybody asks; a thread that is second gets what the first has made.
    private FrozenDictionary<Type, object> First()
    {
        var values = Bind(_services);
        return Interlocked.CompareExchange(ref _values, values, null) ?? values;
    }
}
