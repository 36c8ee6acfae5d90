namespace Sentiment.Hosting.Secrets.Api;

/// <param name="Fault">What kind it is of.</param>
/// <param name="Message">For people, with the next step where there is one; never has a token or a secret in it.</param>
/// <param name="RetryAfter">How long Vault asks to be left alone, where it does.</param>
internal sealed record VaultProblem(VaultFault Fault, string Message, TimeSpan? RetryAfter = null)
{
    /// <summary>Whether waiting may help. Where it does not, somebody must change something.</summary>
    public bool MayPass => Fault is VaultFault.Unreachable or VaultFault.Timeout or VaultFault.Sealed or VaultFault.Standby or VaultFault.Throttled or VaultFault.Unavailable;
}

/// <summary>What was asked for, or why it is not there. Exactly one of them is set.</summary>
internal readonly record struct VaultAnswer<T>(T? Value, VaultProblem? Problem)
    where T : class
{
    public static implicit operator VaultAnswer<T>(T value) => new(value, null);

    public static implicit operator VaultAnswer<T>(VaultProblem problem) => new(null, problem);
}
