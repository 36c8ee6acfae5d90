using System.Runtime.InteropServices;

namespace Sentiment.Gateway.Dashboard.Traffic;

/// <summary>The gateway's counters at one moment; two samples make a rate.</summary>
/// <param name="At">The clock's timestamp.</param>
/// <param name="Time">The same moment for people.</param>
/// <param name="Requests">Calls of the API.</param>
/// <param name="Failed">Those that were answered with 5xx for a reason of ours.</param>
/// <param name="Arms">Texts, by the arm's id.</param>
/// <param name="Refusals">Requests that were over a limit, by the limit.</param>
/// <param name="Errors">Problems, by their code.</param>
/// <param name="Answers">Answers of replicas, by cluster and replica.</param>
internal sealed record TrafficSample(
    long At,
    DateTimeOffset Time,
    double Requests,
    double Failed,
    IReadOnlyDictionary<string, ArmSample> Arms,
    IReadOnlyDictionary<string, double> Refusals,
    IReadOnlyDictionary<string, double> Errors,
    IReadOnlyDictionary<string, double> Answers)
{
    public double Texts => Arms.Values.Sum(static arm => arm.Texts);

    public double Cached => Arms.Values.Sum(static arm => arm.Cached);

    public double Refused => Refusals.Values.Sum();
}

/// <param name="Texts">That were answered with a prediction.</param>
/// <param name="Cached">Those of them that were known.</param>
/// <param name="Positive">Those of them that were POSITIVE.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ArmSample(double Texts, double Cached, double Positive);
