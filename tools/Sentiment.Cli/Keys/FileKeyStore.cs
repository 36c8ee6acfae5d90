namespace Sentiment.Cli.Keys;

/// <summary>Keys in a file, changed under a lock.</summary>
internal sealed class FileKeyStore(CommandContext context, KeyStore store) : IKeyStore
{
    public Task<SortedDictionary<string, StoredKey>> ReadAsync(CancellationToken stop) => Task.FromResult(KeysFile.Read(store.Path).Keys);

    public async Task<IReadOnlyList<string>> ChangeAsync(Func<SortedDictionary<string, StoredKey>, Task<IReadOnlyList<string>>> change, CancellationToken stop)
    {
        using var held = await RepositoryLock.TakeAsync("keys", "another change of keys", context, stop);
        var file = KeysFile.Read(store.Path);
        var lines = await change(file.Keys);
        file.Write();
        return lines;
    }

    public Task<string> HashAsync(string key, CancellationToken stop) => Task.FromResult(KeyMaker.Hash(store.Pepper(), key));

    public Task<string> WaitAsync(CancellationToken stop) => new KeysInForce(context, store).WaitAsync(stop);
}
