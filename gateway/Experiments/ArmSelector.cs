using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using Sentiment.Contracts;
using Sentiment.Contracts.Errors;

namespace Sentiment.Gateway.Experiments;

/// <summary>Step 5: which arm answers. Pure: the same wish gets the same arm, whatever the health of its replicas.</summary>
internal sealed class ArmSelector
{
    private readonly Arm[] _byWeight;
    private readonly FrozenDictionary<string, Arm> _byId;
    private readonly string _known;

    public ArmSelector(IOptions<ArmsOptions> options)
    {
        Arms = [.. options.Value.Select(static arm => new Arm(arm.Id, arm.Cluster, arm.Backend, arm.Weight))];

        // A stable sort: of equal weights the one that is configured first.
        _byWeight = [.. Arms.OrderByDescending(static arm => arm.Weight)];
        _byId = Arms.ToFrozenDictionary(static arm => arm.Id, StringComparer.Ordinal);
        _known = string.Join(", ", Arms.Select(static arm => arm.Id));
    }

    /// <summary>All arms, in the order of the configuration.</summary>
    public IReadOnlyList<Arm> Arms { get; }

    /// <param name="headers">The request's.</param>
    /// <param name="bodyBackend">What the body says, or null.</param>
    /// <returns>The arm; E1004 when what was asked for is not here, E1008 when two wishes contradict.</returns>
    public Outcome<Assignment> Select(IHeaderDictionary headers, string? bodyBackend) =>
        ArmWish.Of(headers, bodyBackend).Succeeded(out var wish, out var error)
            ? Select(wish).Succeeded(out var arm, out error)
                ? new Assignment(arm, [.. _byWeight.Where(other => other != arm && wish.Arm is null && other.Weight > 0 && (wish.Backend is null || other.Backend == wish.Backend))])
                : error
            : error;

    /// <summary>The error for an arm that is not configured; what was sent is not repeated.</summary>
    public ApiError UnknownArm(string? field) => new(ErrorCode.UnknownBackendOrArm, $"The arm is unknown; known are {_known}.") { Field = field };

    private Outcome<Arm> Select(ArmWish wish)
    {
        if (wish.Arm is not null)
        {
            return Forced(wish.Arm, wish.Backend);
        }

        foreach (var arm in _byWeight)
        {
            if (wish.Backend is null || arm.Backend == wish.Backend)
            {
                return arm;
            }
        }

        return new ApiError(
            ErrorCode.UnknownBackendOrArm,
            $"No arm runs the backend {wish.Backend} here; known are {string.Join(", ", Arms.Select(static arm => arm.Backend).Distinct(StringComparer.Ordinal))} and auto.")
        {
            Field = wish.BackendField,
        };
    }

    private Outcome<Arm> Forced(string id, string? backend)
    {
        if (!_byId.TryGetValue(id, out var arm))
        {
            return UnknownArm(HeaderNames.Arm);
        }

        return backend is null || backend == arm.Backend
            ? arm
            : new ApiError(
                ErrorCode.Contradiction, $"{HeaderNames.Arm} says {arm.Id}, which runs {arm.Backend}, and the backend asked for is {backend}; send one of them.")
            { Field = HeaderNames.Arm };
    }
}
