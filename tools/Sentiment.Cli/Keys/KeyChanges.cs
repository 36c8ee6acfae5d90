using System.Globalization;
using Sentiment.Cli.Output;

namespace Sentiment.Cli.Keys;

/// <summary><c>sentiment keys create, list, rotate, revoke</c>: changes them where they are kept, and says what to do with the key.</summary>
internal sealed class KeyChanges(CommandContext context, IKeyStore store)
{
    private const string Keep = "Keep it now: only its hash is stored, and it is not shown again.";

    public Task<int> CreateAsync(string id, StoredKey wanted, CancellationToken stop) => ChangeAsync(
        async keys =>
        {
            if (keys.TryGetValue(id, out var known))
            {
                throw new CommandFailedException($"There is a key {id} already, of {known.Owner}. Give it a new secret with `sentiment keys rotate {id}`, or take another id.");
            }

            var key = KeyMaker.Make(id);
            keys[id] = wanted with { Hash = await store.HashAsync(key, stop) };
            return [key, Keep];
        },
        stop);

    /// <param name="overlap">How long the former key stays good; null: it ends at once.</param>
    public Task<int> RotateAsync(string id, TimeSpan? overlap, CancellationToken stop) => ChangeAsync(
        async keys =>
        {
            var former = Known(keys, id);
            var key = KeyMaker.Make(id);
            DateTimeOffset? until = overlap is { } span ? context.Time.GetUtcNow() + span : null;
            keys[id] = former with
            {
                Hash = await store.HashAsync(key, stop),
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
            return Task.FromResult<IReadOnlyList<string>>([$"{id} is revoked."]);
        },
        stop);

    public async Task<int> ListAsync(CancellationToken stop)
    {
        var rows = (await store.ReadAsync(stop)).Select(key => Row(key.Key, key.Value)).ToArray();
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

    private async Task<int> ChangeAsync(Func<SortedDictionary<string, StoredKey>, Task<IReadOnlyList<string>>> change, CancellationToken stop)
    {
        // Before anything is waited for: a key is shown, whatever comes then.
        foreach (var line in await store.ChangeAsync(change, stop))
        {
            context.Terminal.Say(line);
        }

        context.Terminal.Say(await store.WaitAsync(stop));
        return ExitCodes.Success;
    }

    private static StoredKey Known(SortedDictionary<string, StoredKey> keys, string id) => keys.TryGetValue(id, out var key)
        ? key
        : throw new CommandFailedException($"There is no key {id}; there {(keys.Count == 0 ? "are none" : $"are {string.Join(", ", keys.Keys)}")}.");

    private static string Minute(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
