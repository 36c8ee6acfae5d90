using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.Features;
using Sentiment.Contracts.Errors;
using Sentiment.Hosting.Configuration;
using Sentiment.Hosting.Keys;

namespace Sentiment.Gateway.Experiments;

/// <summary>Step 5: which arm answers, by the arms and weights that are in force now.</summary>
internal sealed class ArmSelector
{
    private readonly Lock _gate = new();
    private readonly LiveOptions<ArmsOptions> _arms;
    private readonly LiveOptions<ExperimentsOptions> _experiments;
    private readonly ArmMetrics _metrics;
    private volatile ArmTable _table;

    public ArmSelector(
        LiveConfiguration configuration, LiveOptions<ArmsOptions> arms, LiveOptions<ExperimentsOptions> experiments, ArmMetrics metrics)
    {
        _arms = arms;
        _experiments = experiments;
        _metrics = metrics;
        configuration.Changed += Follow;
        Follow();
    }

    /// <summary>All arms, in the order of the configuration.</summary>
    public IReadOnlyList<Arm> Arms => _table.Arms;

    /// <param name="context">The request: its headers and its client.</param>
    /// <param name="bodyBackend">What the body says, or null.</param>
    /// <returns>
    /// The arm, and who may stand in for it; E1003 for a sticky id that cannot be one, E1004 when what was asked for is not here, E1008 when
    /// two wishes contradict, E3003 when the key may not have it.
    /// </returns>
    public Outcome<Assignment> Select(HttpContext context, string? bodyBackend)
    {
        if (!ArmWish.Of(context.Request.Headers, bodyBackend).Succeeded(out var wish, out var error)
            || !_table.Select(wish, ClientOf(context)).Succeeded(out var assignment, out error))
        {
            return error;
        }

        _metrics.Assigned(assignment.Arm, wish);
        return assignment;
    }

    /// <summary>For calls that name an arm in their path.</summary>
    /// <returns>E3003 when the client's key may not use the arm, else null.</returns>
    public static ApiError? Refusal(HttpContext context, string arm) =>
        ClientOf(context) is var client && client.MayUse(arm) ? null : ArmErrors.NotAllowed(arm, client);

    /// <inheritdoc cref="ArmTable.UnknownArm"/>
    public ApiError UnknownArm(string? field) => _table.UnknownArm(field);

    private static Client ClientOf(HttpContext context) => context.Features.GetRequiredFeature<Client>();

    [MemberNotNull(nameof(_table))]
    private void Follow()
    {
        lock (_gate)
        {
            _table = new ArmTable(
                [.. _arms.Current.Select(static arm => new Arm(arm.Id, arm.Cluster, arm.Backend, arm.Weight))], _experiments.Current.Salt);
            _metrics.Declare(_table.Arms);
        }
    }
}
