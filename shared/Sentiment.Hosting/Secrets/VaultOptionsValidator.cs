using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Sentiment.Hosting.Secrets.Api;

namespace Sentiment.Hosting.Secrets;

[OptionsValidator]
internal sealed partial class VaultAnnotationsValidator : IValidateOptions<VaultOptions>;

/// <summary>The ranges, and what belongs together. Nothing here asks Vault.</summary>
internal sealed class VaultOptionsValidator : IValidateOptions<VaultOptions>
{
    private readonly VaultAnnotationsValidator _annotations = new();

    public ValidateOptionsResult Validate(string? name, VaultOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        result.AddResult(_annotations.Validate(name, options));
        var isAsked = options.Secrets.Count > 0 || options.Files.Count > 0 || options.Pepper is not null;
        if (options.Address is null)
        {
            if (isAsked)
            {
                result.AddError("Address is not set, and Secrets, Files or Pepper are: set it to Vault's, such as https://vault.example:8200.");
            }

            return result.Build();
        }

        if (!isAsked)
        {
            result.AddError("Address is set, and nothing is asked for: name what is to be read under Secrets, Files or Pepper, or leave Address out.");
        }

        CheckAddress(options, result);
        CheckAuth(options.Auth, result);
        CheckPaths(options, result);
        return result.Build();
    }

    private static void CheckAddress(VaultOptions options, ValidateOptionsResultBuilder result)
    {
        if (!options.Address!.IsAbsoluteUri || !VaultAddress.IsSafe(options.Address) || options.Address.PathAndQuery != "/" || options.Address.UserInfo.Length > 0)
        {
            result.AddError("Address must be https:// with a host and a port alone, such as https://vault.example:8200; http:// is for this machine.");
        }

        if (string.IsNullOrEmpty(options.Authorities))
        {
            return;
        }

        try
        {
            _ = VaultAddress.ReadAuthorities(File.ReadAllText(options.Authorities));
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or CryptographicException)
        {
            result.AddError($"Authorities: the file {options.Authorities} cannot be used: {broken.Message}");
        }
    }

    private static void CheckAuth(VaultAuthOptions auth, ValidateOptionsResultBuilder result)
    {
        var missing = auth.Method switch
        {
            VaultAuthMethod.Kubernetes => string.IsNullOrEmpty(auth.Role) ? "Auth:Role is not set: the role in Vault that the service account may take." : null,
            VaultAuthMethod.AppRole => string.IsNullOrEmpty(auth.RoleId) || string.IsNullOrEmpty(auth.SecretIdFile) ? "Auth:RoleId and Auth:SecretIdFile must be set for AppRole." : null,
            VaultAuthMethod.Token => string.IsNullOrEmpty(auth.TokenFile) ? "Auth:TokenFile must be set for Token: a file that has the token and nothing else." : null,
            var other => $"Auth:Method is {other}, which is none: Kubernetes, AppRole or Token.",
        };
        if (missing is not null)
        {
            result.AddError(missing);
        }
    }

    private static void CheckPaths(VaultOptions options, ValidateOptionsResultBuilder result)
    {
        var paths = options.Secrets.Select(static secret => ($"Secrets:{secret.Key}:Path", (string?)secret.Value.Path))
            .Concat(options.Files.Select(static file => ($"Files:{file.Key}:Path", (string?)file.Value.Path)))
            .Append(("Mount", options.Mount))
            .Concat(options.Auth.Mount is { } mount ? [("Auth:Mount", mount)] : [])
            .Concat(options.Pepper is { } pepper ? [("Pepper:Mount", pepper.Mount), ("Pepper:Key", pepper.Key)] : []);
        foreach (var (where, path) in paths.Where(static path => !VaultPath.IsOne(path.Item2)))
        {
            result.AddError($"{where} is \"{path}\" and must be names with / between them: letters, digits, dots, dashes and underscores.");
        }

        foreach (var (name, secret) in options.Secrets.Where(static secret => secret.Value.Path.StartsWith("data/", StringComparison.Ordinal)))
        {
            result.AddError($"Secrets:{name}:Path is \"{secret.Path}\": leave data/ out, it is put in between the mount and the path.");
        }

        if (options.Pepper is { Version: < 1 } odd)
        {
            result.AddError($"Pepper:Version is {odd.Version} and must be 1 or more.");
        }
    }
}
