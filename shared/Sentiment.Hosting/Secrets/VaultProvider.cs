using Sentiment.Hosting.Configuration;

namespace Sentiment.Hosting.Secrets;

/// <summary>What Vault has of the configuration. Empty until the start has read it; what comes later is looked at with the files, by the same rules.</summary>
internal sealed class VaultProvider() : PolledProvider(VaultContent.Name)
{
    private volatile VaultContent _latest = VaultContent.None;

    /// <summary>As read last, whether or not it is in force.</summary>
    public VaultContent Latest
    {
        get => _latest;
        set => _latest = value;
    }

    public bool IsRead => !ReferenceEquals(_latest, VaultContent.None);

    public override FileContent Find() => _latest.Settings;
}
