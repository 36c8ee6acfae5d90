using System.Globalization;
using Sentiment.Cli.Output;

namespace Sentiment.Cli.Keys;

/// <summary><c>sentiment keys create, list, rotate, revoke</c>: changes the file under a lock, and says what to do with the key.</summary>
internal sealed class KeyChanges(CommandContext context, KeyStore store)
{
    private const string Keep = "Keep it now: only its hash is stored, and it is not shown again.";

    public Task<int> CreateAsync(string id, StoredKey wanted, CancellationToken stop) => ChangeAsync(
        keys =>
        {
            if (keys.TryGetValue(id, out var known))
            {
                throw new CommandFailedException($"There is a key {id} already, of {known.Owner}. Give it a new secret with `sentiment keys rotate {id}`, or take another id.");
            }

            var key = KeyMaker.Make(id);
            keys[id] = wanted with { Hash = KeyMaker.Hash(store.Pepper(), key) };
            return [key, Keep];
        },
        stop);

    /// <param name="overlap">How long the former key stays good; null: it ends at once.</param>
    public Task<int> RotateAsync(string id, TimeSpan? overlap, CancellationToken stop) => ChangeAsync(
        keys =>
        {
            var former = Known(keys, id);
            var key = KeyMaker.Make(id);
            DateTimeOffset? until = overlap is { } span ? context.Time.GetUtcNow() + span : null;
            keys[id] = former with
            {
                Hash = KeyMaker.Hash(store.Pepper(), key),
                Previous = until is { } end ? new PreviousKey(former.Hash, end) : null,
            };
            return [key, Keep, until is null ? "The former key ends with it." : $"The former key is good until {Minute(until.Value)} UTC."];
        },
        stop);

    public Task<int> RevokeAsync(string id, CancellationToken stop) => ChangeAsync(
        keys =>
        {
            _ = Known(keys, id);
            keys.Remove(id);
            return [$"{id} is revoked."];
        },
        stop);

    public int List()
    {
        var rows = KeysFile.Read(store.Path).Keys.Select(key => Row(key.Key, key.Value)).ToArray();
        foreach (var line in Table.Lines(["id", "owner", "scopes", "arms", "plan", "ends", "former key"], rows, words: 7))
        {
            context.Terminal.Say(line);
        }

        return ExitCodes.Success;
    }

    private string[] Row(string id, StoredKey key) =>
    [
        id,
        key.Owner,
        string.Join(',', key.Scopes ?? ["predict", "feedback"]),
        key.Arms is { Count: > 0 } arms ? string.Join(',', arms) : "all",
        key.Plan ?? "default",
        key.Expires is { } end ? Minute(end) : "never",
        key.Previous is { } previous && previous.Until > context.Time.GetUtcNow() ? $"until {Minute(previous.Until)}" : "",
    ];

    /// <param name="change">Changes the keys and gives what to say once they are written.</param>
    private async Task<int> ChangeAsync(Func<SortedDictionary<string, StoredKey>, IReadOnlyList<string>> change, CancellationToken stop)
    {
        // Before anything is waited for: a key is shown, whatever comes then.
        foreach (var line in await WriteAsync(change, stop))
        {
            context.Terminal.Say(line);
        }

        context.Terminal.Say(await new KeysInForce(context, store).WaitAsync(stop));
        return ExitCodes.Success;
    }

    private async Task<IReadOnlyList<string>> WriteAsync(Func<SortedDictionary<string, StoredKey>, IReadOnlyList<string>> change, CancellationToken stop)
    {
        using var held = await RepositoryLock.TakeAsync("keys", "another change of keys", context, stop);
        var file = KeysFile.Read(store.Path);
        var lines = change(file.Keys);
        file.Write();
        return lines;
    }

    private static StoredKey Known(SortedDictionary<string, StoredKey> keys, string id) => keys.TryGetValue(id, out var key)
        ? key
        : throw new CommandFailedException($"There is no key {id}; there {(keys.Count == 0 ? "are none" : $"are {string.Join(", ", keys.Keys)}")}.");

    private static string Minute(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
