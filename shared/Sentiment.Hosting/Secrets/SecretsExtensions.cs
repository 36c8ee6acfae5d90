using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Sentiment.Hosting.Configuration;
using Sentiment.Hosting.Secrets.Api;

namespace Sentiment.Hosting.Secrets;

internal static class SecretsExtensions
{
    private static readonly string Address = $"{OptionsSection.PathOf(VaultOptions.Section)}:{nameof(VaultOptions.Address)}";

    /// <summary>Adds what Vault holds, if one is named by any source, those that come after included.</summary>
    public static void AddVault(this ConfigurationManager configuration, string[] args)
    {
        var all = new ConfigurationBuilder().AddConfiguration(configuration).AddEnvironmentVariables().AddCommandLine(args).Build();
        if (!string.IsNullOrEmpty(all[Address]))
        {
            ((IConfigurationBuilder)configuration).Add(new VaultProvider());
        }
    }

    public static void AddSecrets(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSentimentOptions<VaultOptions, VaultOptionsValidator>(VaultOptions.Section);
        var provider = ((IConfigurationBuilder)builder.Configuration).Sources.OfType<VaultProvider>().SingleOrDefault();
        services.AddSingleton(new SecretFiles(provider));
        if (provider is null)
        {
            return;
        }

        services.AddSingleton(provider);
        services.AddSingleton(static services => services.GetRequiredService<IOptions<VaultOptions>>().Value);
        services.AddSingleton<VaultMetrics>();
        services.AddSingleton<VaultState>();
        services.AddSingleton<VaultSchedule>();
        services.AddSingleton(Client);
        services.AddSingleton(static services => new VaultLogin(
            services.GetRequiredService<VaultClient>(), services.GetRequiredService<VaultOptions>().Auth, services.GetRequiredService<TimeProvider>()));
        services.AddSingleton<VaultSession>();
        services.AddSingleton<VaultReader>();
        services.AddSingleton<VaultStart>();
        services.AddHostedService<VaultPoll>();
        services.AddHealthChecks().AddCheck<VaultHealth>("vault");
    }

    /// <summary>Reads Vault for the first time, where there is one.</summary>
    /// <returns>Why the service cannot start; the check of the whole says what is wrong with the section itself.</returns>
    public static async Task<IReadOnlyList<string>> ReadSecretsAsync(this IServiceProvider services, CancellationToken stop)
    {
        if (services.GetService<VaultProvider>() is null)
        {
            return [];
        }

        var wrong = ConfigurationCheck.FindProblems(services, VaultOptions.Section);
        return wrong.Count > 0 ? wrong : await services.GetRequiredService<VaultStart>().ReadAsync(stop) is { } unread ? [unread] : [];
    }

    private static VaultClient Client(IServiceProvider services)
    {
        var options = services.GetRequiredService<VaultOptions>();
        var authorities = string.IsNullOrEmpty(options.Authorities) ? null : VaultAddress.ReadAuthorities(File.ReadAllText(options.Authorities));
        var client = new VaultClient(new VaultAddress(options.Address!, options.Namespace, authorities, options.Timeout), services.GetRequiredService<TimeProvider>());
        client.Called += services.GetRequiredService<VaultMetrics>().Called;
        return client;
    }
}
