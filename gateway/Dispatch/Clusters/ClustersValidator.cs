using Microsoft.Extensions.Options;

namespace Sentiment.Gateway.Dispatch.Clusters;

internal sealed class ClustersValidator : IValidateOptions<ClustersOptions>
{
    public ValidateOptionsResult Validate(string? name, ClustersOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.Count == 0)
        {
            result.AddError("There is no cluster: nothing could answer. Add {\"name\": {\"Destinations\": {\"name-1\": {\"Address\": \"http://127.0.0.1:8081\"}}}}.");
        }

        foreach (var (cluster, replicas) in options)
        {
            if (replicas.Destinations.Count == 0)
            {
                result.AddError($"{cluster}:Destinations is empty; a cluster needs at least one replica.");
            }

            foreach (var (replica, destination) in replicas.Destinations)
            {
                if (!IsBaseAddress(destination.Address))
                {
                    result.AddError($"{cluster}:Destinations:{replica}:Address is \"{Shown(destination.Address)}\"; it must be http:// or https://, a host and maybe a port, without path, query or user.");
                }
            }
        }

        return result.Build();
    }

    // What stands before an @ may be a password.
    private static string Shown(string address) => address.Contains('@', StringComparison.Ordinal) ? $"…@{address[(address.LastIndexOf('@') + 1)..]}" : address;

    private static bool IsBaseAddress(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri is { PathAndQuery: "/", Fragment: "", UserInfo: "" };
}
