using Sentiment.Cli.Output;

namespace Sentiment.Cli.Up;

/// <summary>What a newcomer needs once the system runs: addresses, the key, and a line to paste.</summary>
internal static class Announcement
{
    public static void Print(LocalSystem system, string apiKey, Terminal terminal)
    {
        terminal.Say("");
        foreach (var service in system.Services.OrderBy(service => service.Address.Port))
        {
            var management = service.Management == service.Address ? "" : $"   management {Text(service.Management)}";
            terminal.Say($"  {service.Name,-8} {Text(service.Address)}{management}");
        }

        terminal.Say($"  API key  {apiKey}   (for this run; id: dev)");
        terminal.Say("");
        terminal.Say("Try it:");
        terminal.Say("");
        terminal.Say("  " + Curl(system.Gateway.Address, apiKey));
        terminal.Say("");
        terminal.Say($"  or in a browser: {Playground(system.Gateway.Address, apiKey)}");
        terminal.Say($"  its dashboard:   {Text(system.Gateway.Management)}/dashboard");
        terminal.Say("");
        terminal.Say("Ctrl-C stops everything.");
        terminal.Say("");
    }

    // What stands behind the # is for the page alone: a browser does not send it.
    internal static string Playground(Uri gateway, string apiKey) => $"{Text(gateway)}/#key={apiKey}";

    // Single quotes keep the exclamation mark from a shell's history.
    internal static string Curl(Uri gateway, string apiKey)
    {
        // In Windows PowerShell plain curl is another command.
        var command = OperatingSystem.IsWindows() ? "curl.exe" : "curl";
        return $"{command} -sS {Text(gateway)}/api/v1/predict -H 'X-API-Key: {apiKey}' -H 'Content-Type: application/json' "
            + """-d '{"text":"I love this product!"}'""";
    }

    private static string Text(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
