using System.ComponentModel.DataAnnotations;

namespace Sentiment.Hosting.Secrets;

/// <summary>A HashiCorp Vault that has some of the settings: <c>Sentiment:Vault</c>. Read at the start; what it holds is followed.</summary>
internal sealed class VaultOptions
{
    public const string Section = "Vault";

    /// <summary>Scheme, host and port, such as <c>https://vault.example:8200</c>. <c>http://</c> is for this machine alone.</summary>
    /// <value>None by default: no Vault is asked.</value>
    public Uri? Address { get; set; }

    /// <summary>Of Vault Enterprise.</summary>
    /// <value>None by default: the root namespace.</value>
    public string? Namespace { get; set; }

    /// <summary>PEM file of the authorities that Vault's certificate must come from.</summary>
    /// <value>None by default: those that the system trusts.</value>
    public string? Authorities { get; set; }

    /// <summary>Where the key-value engine, version 2, is mounted.</summary>
    /// <value>The default is <c>secret</c>.</value>
    public string Mount { get; set; } = "secret";

    public VaultAuthOptions Auth { get; } = new();

    /// <summary>What becomes part of the configuration, by a name of your choice; over the files, under environment and command line.</summary>
    /// <value>Empty by default.</value>
    public IDictionary<string, VaultSecretOptions> Secrets { get; } = new Dictionary<string, VaultSecretOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>What may be named where a certificate's file is asked for, as <c>vault:NAME/KEY</c>; held in memory alone.</summary>
    /// <value>Empty by default.</value>
    public IDictionary<string, VaultFileOptions> Files { get; } = new Dictionary<string, VaultFileOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>A key of the Transit engine as <c>Sentiment:Auth:Pepper</c>.</summary>
    /// <value>None by default.</value>
    public VaultPepperOptions? Pepper { get; set; }

    /// <summary>How often all of it is read; a tenth more or less, so that replicas do not ask together.</summary>
    /// <value>The default is 5 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Of one call.</summary>
    /// <value>The default is 5 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a start waits for a Vault that is away, sealed or throttled.</summary>
    /// <value>The default is 30 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan StartWithin { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest time between two tries while it is away; the first is half a second to one, each further one twice that.</summary>
    /// <value>The default is 10 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromSeconds(10);
}

/// <summary>How the service logs in.</summary>
internal sealed class VaultAuthOptions
{
    public const string ServiceAccountToken = "/var/run/secrets/kubernetes.io/serviceaccount/token";

    /// <summary>Which of Vault's methods.</summary>
    /// <value>The default is <see cref="VaultAuthMethod.Kubernetes"/>.</value>
    public VaultAuthMethod Method { get; set; } = VaultAuthMethod.Kubernetes;

    /// <summary>Where the method is mounted, below <c>auth/</c>.</summary>
    /// <value>None by default: <c>kubernetes</c> or <c>approle</c>.</value>
    public string? Mount { get; set; }

    /// <summary>For <see cref="VaultAuthMethod.Kubernetes"/>: the role in Vault.</summary>
    public string? Role { get; set; }

    /// <summary>For <see cref="VaultAuthMethod.AppRole"/>: the role's id, which is no secret.</summary>
    public string? RoleId { get; set; }

    /// <summary>For <see cref="VaultAuthMethod.AppRole"/>: file of the secret id. Read at each login.</summary>
    public string? SecretIdFile { get; set; }

    /// <summary>For <see cref="VaultAuthMethod.Kubernetes"/> the service account's token, for <see cref="VaultAuthMethod.Token"/> Vault's own. Read at each login.</summary>
    /// <value>None by default: for Kubernetes, where kubelet puts it.</value>
    public string? TokenFile { get; set; }
}

internal enum VaultAuthMethod
{
    /// <summary>By the pod's service account.</summary>
    Kubernetes,

    /// <summary>By a role id and a secret id.</summary>
    AppRole,

    /// <summary>By a token that somebody else looks after, such as an agent.</summary>
    Token,
}

/// <summary>A secret whose keys are settings.</summary>
internal sealed class VaultSecretOptions
{
    /// <summary>Below the engine's mount, without <c>data/</c>.</summary>
    public string Path { get; set; } = string.Empty;

    /// <summary>Where its keys go, below <c>Sentiment</c>, such as <c>Auth</c>.</summary>
    /// <value>None by default: a key is the whole name, such as <c>Redis:Connection</c>, or the outermost object of one.</value>
    public string? Section { get; set; }

    /// <summary>Which keys are taken, and which setting of <see cref="Section"/> each is; for secrets that others name. All of them must be there.</summary>
    /// <value>Empty by default: all keys, by their own names.</value>
    public IDictionary<string, string> Values { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
}

/// <summary>A secret whose keys are files.</summary>
internal sealed class VaultFileOptions
{
    /// <inheritdoc cref="VaultSecretOptions.Path"/>
    public string Path { get; set; } = string.Empty;
}

/// <summary>A key of the Transit engine that was made exportable: whoever makes API keys has Vault compute their hashes and never sees it.</summary>
internal sealed class VaultPepperOptions
{
    /// <summary>Where the engine is mounted.</summary>
    /// <value>The default is <c>transit</c>.</value>
    public string Mount { get; set; } = "transit";

    /// <summary>Its name.</summary>
    public string Key { get; set; } = string.Empty;

    /// <summary>Hashes are of one version: another is another pepper.</summary>
    /// <value>The default is 1.</value>
    public int Version { get; set; } = 1;
}
