using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Sentiment.Cli.RunState;

namespace Sentiment.Cli.Keys;

/// <summary><c>sentiment keys</c>: who may call a gateway.</summary>
internal static partial class KeysCommand
{
    // The development key's and that of callers without a key.
    private static readonly string[] Reserved = ["dev", "anonymous"];
    private static readonly string[] Scopes = ["predict", "feedback", "metrics", "admin"];

    public static Command Create(CommandContext context)
    {
        var state = StateDirectory.Option("State directory of the system");
        var file = new Option<string>("--file") { Description = $"Change this keys file instead, with the pepper in {Pepper.Variable}", HelpName = "FILE", Recursive = true };
        state.Recursive = true;
        var vault = VaultPlaceOption("--vault", "Change the keys in this secret of Vault instead: VAULT_ADDR, VAULT_TOKEN, VAULT_CACERT and VAULT_NAMESPACE say where and who", "MOUNT/PATH");
        var transit = VaultPlaceOption("--transit", $"With --vault: have this key of Transit make the hashes (default: the pepper in {Pepper.Variable})", "MOUNT/KEY");
        file.Validators.Add(result => OneOf(result, "--file", state, "--state"));
        vault.Validators.Add(result => OneOf(result, "--vault", state, "--state"));
        vault.Validators.Add(result => OneOf(result, "--vault", file, "--file"));
        transit.Validators.Add(result =>
        {
            if (result.GetResult(vault) is null)
            {
                result.AddError("--transit goes with --vault MOUNT/PATH: it is Vault's.");
            }
        });
        var command = new Command("keys", "Make, list, rotate and revoke the keys of a gateway's clients.") { state, file, vault, transit };
        command.Add(New(Changes));
        command.Add(List(Changes));
        command.Add(Rotate(Changes));
        command.Add(Revoke(Changes));
        return command;

        Call Changes(ParseResult parsed) => new(new KeyChanges(context, Store(parsed)), context.Time, context.Signals.Stop);

        IKeyStore Store(ParseResult parsed) =>
            parsed.GetValue(vault) is { } secret
                ? new VaultKeyStore(VaultEnvironment.Open(context.Time), VaultEnvironment.Token(), VaultPlace.Parse(secret)!, parsed.GetValue(transit) is { } key ? VaultPlace.Parse(key) : null)
            : new FileKeyStore(context, parsed.GetValue(file) is { } path ? KeyStore.Named(path) : KeyStore.Beside(StateDirectory.Named(parsed.GetValue(state), context.Repository)));
    }

    private static void OneOf(OptionResult result, string name, Option other, string otherName)
    {
        if (result.GetResult(other) is not null)
        {
            result.AddError($"{name} and {otherName} name two places; give one of them.");
        }
    }

    private static Option<string> VaultPlaceOption(string name, string description, string help)
    {
        var option = new Option<string>(name) { Description = description, HelpName = help, Recursive = true };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var asked }] && VaultPlace.Parse(asked) is null)
            {
                result.AddError($"{name} {asked}: give where the engine is mounted, a /, and the rest, such as secret/sentiment/keys.");
            }
        });
        return option;
    }

    private static Command New(Func<ParseResult, Call> call)
    {
        var id = Id();
        var owner = new Option<string>("--owner") { Description = "Whom to ask about it", HelpName = "WHO", Required = true };
        var scopes = new Option<string[]>("--scope") { Description = "What it may do, once for each (default: predict and feedback)", HelpName = string.Join('|', Scopes), Arity = ArgumentArity.OneOrMore };
        scopes.AcceptOnlyFromAmong(Scopes);
        var arms = new Option<string[]>("--arm") { Description = "An arm that it may use, once for each (default: all)", HelpName = "ARM", Arity = ArgumentArity.OneOrMore };
        var plan = new Option<string>("--plan") { Description = "How much it may send: a plan of the gateway's configuration (default: default)", HelpName = "PLAN" };
        var expires = Span("--expires", "When it ends, such as 90d (default: never)");
        var command = new Command("create", "Make a key. It is shown once; only its hash is kept.") { id, owner, scopes, arms, plan, expires };
        command.SetAction((parsed, _) =>
        {
            var (changes, time, stop) = call(parsed);
            var wanted = new StoredKey("", parsed.GetRequiredValue(owner))
            {
                Scopes = NullIfNone(parsed.GetValue(scopes)),
                Arms = NullIfNone(parsed.GetValue(arms)),
                Plan = parsed.GetValue(plan),
                Expires = parsed.GetValue(expires) is { } span ? time.GetUtcNow() + Lifespan.Parse(span)!.Value : null,
            };
            return changes.CreateAsync(parsed.GetRequiredValue(id), wanted, stop);
        });
        return command;
    }

    private static Command List(Func<ParseResult, Call> call)
    {
        var command = new Command("list", "Show the keys, without anything secret.");
        command.SetAction((parsed, _) =>
        {
            var (changes, _, stop) = call(parsed);
            return changes.ListAsync(stop);
        });
        return command;
    }

    private static Command Rotate(Func<ParseResult, Call> call)
    {
        var id = Id();
        var overlap = Span("--overlap", "How long the former key stays good, such as 7d (default: 1d)");
        var now = new Option<bool>("--now") { Description = "End the former key at once: it has leaked" };
        var command = new Command("rotate", "Give a key a new secret; the former one stays good for a while.") { id, overlap, now };
        command.SetAction((parsed, _) =>
        {
            var (changes, _, stop) = call(parsed);
            TimeSpan? span = parsed.GetValue(now) ? null : Lifespan.Parse(parsed.GetValue(overlap) ?? "1d");
            return changes.RotateAsync(parsed.GetRequiredValue(id), span, stop);
        });
        return command;
    }

    private static Command Revoke(Func<ParseResult, Call> call)
    {
        var id = Id();
        var command = new Command("revoke", "End a key, and the one before it.") { id };
        command.SetAction((parsed, _) =>
        {
            var (changes, _, stop) = call(parsed);
            return changes.RevokeAsync(parsed.GetRequiredValue(id), stop);
        });
        return command;
    }

    private static Argument<string> Id()
    {
        var id = new Argument<string>("ID") { Description = "Name of the key in logs, limits and experiments: lower-case letters, digits, dots, dashes, underscores" };
        id.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var asked }] && (!KeyId().IsMatch(asked) || Reserved.Contains(asked, StringComparer.Ordinal) || asked.StartsWith("jwt-", StringComparison.Ordinal)))
            {
                result.AddError($"{asked} is no id: 1 to 64 lower-case letters, digits, dots, dashes or underscores; not {string.Join(", ", Reserved)} or jwt-….");
            }
        });
        return id;
    }

    private static Option<string> Span(string name, string description)
    {
        var span = new Option<string>(name) { Description = description, HelpName = "TIME" };
        span.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var asked }] && Lifespan.Parse(asked) is null)
            {
                result.AddError($"{name} {asked}: give days, hours or minutes, such as 90d, 12h or 30m; ten years at most.");
            }
        });
        return span;
    }

    private static string[]? NullIfNone(string[]? values) => values is { Length: > 0 } ? values : null;

    [GeneratedRegex("^[a-z0-9_.-]{1,64}$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex KeyId();

    private sealed record Call(KeyChanges Changes, TimeProvider Time, CancellationToken Stop);
}
