using System.Collections.Frozen;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;
using Sentiment.Hosting.Keys;

namespace Sentiment.Gateway.Experiments;

/// <summary>
/// The arms and weights of one configuration. Pure: the same wish of the same client gets the same arm, in every gateway, whatever the
/// health of its replicas.
/// </summary>
internal sealed class ArmTable
{
    private readonly string _salt;
    private readonly Candidates _all;
    private readonly FrozenDictionary<string, Candidates> _byBackend;
    private readonly FrozenDictionary<string, Assignment> _byId;
    private readonly string _known;

    /// <param name="arms">At least one, with different ids.</param>
    /// <param name="salt">What tells this experiment's buckets from another's.</param>
    public ArmTable(IReadOnlyList<Arm> arms, string salt)
    {
        Arms = arms;
        _salt = salt;
        _all = new Candidates(arms);
        _byBackend = arms.GroupBy(static arm => arm.Backend, StringComparer.Ordinal)
            .ToFrozenDictionary(static group => group.Key, static group => new Candidates([.. group]), StringComparer.Ordinal);
        _byId = arms.ToFrozenDictionary(static arm => arm.Id, static arm => new Assignment(arm, Alternatives: []), StringComparer.Ordinal);
        _known = string.Join(", ", arms.Select(static arm => arm.Id));
    }

    /// <summary>In the order of the configuration.</summary>
    public IReadOnlyList<Arm> Arms { get; }

    /// <returns>
    /// The assignment; E1004 when what was asked for is not here, E1008 when two wishes contradict, E3003 when the key may not have it.
    /// </returns>
    public Outcome<Assignment> Select(ArmWish wish, Client client)
    {
        if (wish.Arm is not null)
        {
            return Forced(wish.Arm, wish.Backend, client);
        }

        if (wish.Backend is not null && !_byBackend.ContainsKey(wish.Backend))
        {
            return UnknownBackend(wish);
        }

        return CandidatesOf(wish.Backend, client) is { } candidates
            ? candidates.Only ?? candidates.At(Bucket.Of(_salt, client.Id, wish.StickyId))
            : ArmErrors.NoneAllowed(wish, client);
    }

    /// <summary>The error for an arm that is not configured; what was sent is not repeated.</summary>
    public ApiError UnknownArm(string? field) => new(ErrorCode.UnknownBackendOrArm, $"The arm is unknown; known are {_known}.") { Field = field };

    // Null when the key may use none of them. For a key without limits, which is the usual one, everything is ready.
    private Candidates? CandidatesOf(string? backend, Client client)
    {
        if (client.Arms.Count == 0)
        {
            return backend is null ? _all : _byBackend[backend];
        }

        Arm[] allowed = [.. Arms.Where(arm => (backend is null || arm.Backend == backend) && client.MayUse(arm.Id))];
        return allowed.Length > 0 ? new Candidates(allowed) : null;
    }

    private Outcome<Assignment> Forced(string id, string? backend, Client client)
    {
        if (!_byId.TryGetValue(id, out var assignment))
        {
            return UnknownArm(HeaderNames.Arm);
        }

        if (backend is not null && backend != assignment.Arm.Backend)
        {
            return new ApiError(
                ErrorCode.Contradiction, $"{HeaderNames.Arm} says {id}, which runs {assignment.Arm.Backend}, and the backend asked for is {backend}; send one of them.")
            { Field = HeaderNames.Arm };
        }

        return client.MayUse(id) ? assignment : ArmErrors.NotAllowed(id, client) with { Field = HeaderNames.Arm };
    }

    private ApiError UnknownBackend(ArmWish wish) => new(
        ErrorCode.UnknownBackendOrArm,
        $"No arm runs the backend {wish.Backend} here; known are {string.Join(", ", Arms.Select(static arm => arm.Backend).Distinct(StringComparer.Ordinal))} and auto.")
    {
        Field = wish.BackendField,
    };
}
