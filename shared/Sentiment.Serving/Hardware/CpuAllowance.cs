using System.Globalization;

namespace Sentiment.Serving.Hardware;

/// <summary>
/// Whole processors that this process may use: the smaller of its affinity and its container's CPU quota, rounded down. Rounded up, as
/// the runtime does it, a quota of 1.5 would give two threads that are stopped together for a quarter of every period.
/// </summary>
public static class CpuAllowance
{
    private const string Unlimited = "max";

    /// <summary>At least 1.</summary>
    public static int Processors { get; } = Find("/proc/self/cgroup", "/sys/fs/cgroup", AffinityProcessors());

    internal static int Find(string membershipFile, string cgroupRoot, int processors)
    {
        var quota = ReadLines(membershipFile).Select(line => line.Split(':', 3)).Where(static parts => parts.Length == 3)
            .SelectMany(parts => Quotas(cgroupRoot, parts[1], parts[2]))
            .DefaultIfEmpty(double.PositiveInfinity)
            .Min();
        return (int)Math.Max(1, Math.Floor(Math.Min(quota, processors)));
    }

    // The quota of a group bounds all groups below it: every one on the way up counts.
    private static IEnumerable<double> Quotas(string root, string controllers, string path)
    {
        var isVersion2 = controllers.Length == 0;
        if (!isVersion2 && !controllers.Split(',').Contains("cpu"))
        {
            yield break;
        }

        var mount = isVersion2 ? root : Path.Combine(root, "cpu");
        for (var group = path.Trim('/'); ; group = Path.GetDirectoryName(group) ?? string.Empty)
        {
            var folder = Path.Combine(mount, group);
            yield return isVersion2 ? ReadVersion2(folder) : ReadVersion1(folder);
            if (group.Length == 0)
            {
                yield break;
            }
        }
    }

    private static double ReadVersion2(string folder) =>
        ReadLine(folder, "cpu.max")?.Split(' ') is [not Unlimited and var quota, var period] ? Ratio(quota, period) : double.PositiveInfinity;

    private static double ReadVersion1(string folder) =>
        (ReadLine(folder, "cpu.cfs_quota_us"), ReadLine(folder, "cpu.cfs_period_us")) is ({ } quota, { } period)
            ? Ratio(quota, period)
            : double.PositiveInfinity;

    // Version 1 writes -1 where there is no quota.
    private static double Ratio(string quota, string period) =>
        double.TryParse(quota, CultureInfo.InvariantCulture, out var share) && share > 0
        && double.TryParse(period, CultureInfo.InvariantCulture, out var whole) && whole > 0
            ? share / whole
            : double.PositiveInfinity;

    private static string? ReadLine(string folder, string file) => ReadLines(Path.Combine(folder, file)).FirstOrDefault();

    private static string[] ReadLines(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllLines(path) : [];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

#pragma warning disable RS0030 // The one place that may ask for the processor count: it corrects it by the quota.
    private static int AffinityProcessors() => Environment.ProcessorCount;
#pragma warning restore RS0030
}
