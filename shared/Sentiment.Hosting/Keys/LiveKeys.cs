namespace Sentiment.Hosting.Keys;

/// <summary>The section of the keys as it is in force, of whichever type a service has it.</summary>
internal sealed class LiveKeys(Func<KeysOptions> current)
{
    public KeysOptions Current => current();
}
