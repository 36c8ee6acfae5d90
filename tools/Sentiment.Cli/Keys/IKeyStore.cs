namespace Sentiment.Cli.Keys;

/// <summary>Where keys are kept: in a file, or in Vault.</summary>
internal interface IKeyStore
{
    Task<SortedDictionary<string, StoredKey>> ReadAsync(CancellationToken stop);

    /// <summary>Has the keys changed by one at a time: what another has changed meanwhile is not lost.</summary>
    /// <param name="change">Changes the keys and gives what to say once they are written; may be asked again.</param>
    Task<IReadOnlyList<string>> ChangeAsync(Func<SortedDictionary<string, StoredKey>, Task<IReadOnlyList<string>>> change, CancellationToken stop);

    /// <summary>Base64 of HMAC-SHA256(pepper, key).</summary>
    Task<string> HashAsync(string key, CancellationToken stop);

    /// <summary>Waits until gateways work with the change, where that can be seen.</summary>
    /// <returns>What to say.</returns>
    Task<string> WaitAsync(CancellationToken stop);
}
