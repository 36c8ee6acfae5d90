using Sentiment.Serving.Hardware;
using Sentiment.TestKit;

namespace Sentiment.Serving.Tests.Hardware;

public sealed class CpuAllowanceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("max 100000", 8)]
    [InlineData("400000 100000", 4)]
    [InlineData("150000 100000", 1)]
    [InlineData("50000 100000", 1)]
    [InlineData("1600000 100000", 8)]
    [InlineData("nonsense", 8)]
    public void Find_Version2_RoundsTheQuotaDown(string quota, int expected)
    {
        Write("cgroup", "0::/");
        Write("fs/cpu.max", quota);

        Assert.Equal(expected, Find());
    }

    [Fact]
    public void Find_Version2Nested_TakesTheSmallestOnTheWayUp()
    {
        Write("cgroup", "0::/pods/pool");
        Write("fs/cpu.max", "max 100000");
        Write("fs/pods/cpu.max", "200000 100000");
        Write("fs/pods/pool/cpu.max", "600000 100000");

        Assert.Equal(2, Find());
    }

    [Theory]
    [InlineData("-1", 8)]
    [InlineData("350000", 3)]
    public void Find_Version1_ReadsQuotaAndPeriod(string quota, int expected)
    {
        Write("cgroup", "3:cpuset:/other\n2:cpu,cpuacct:/box\n0::/");
        Write("fs/cpu/box/cpu.cfs_quota_us", quota);
        Write("fs/cpu/box/cpu.cfs_period_us", "100000");

        Assert.Equal(expected, Find());
    }

    [Fact]
    public void Find_NoControlGroups_IsTheProcessors() => Assert.Equal(8, Find());

    private int Find() => CpuAllowance.Find(_folder.Combine("cgroup"), _folder.Combine("fs"), processors: 8);

    private void Write(string file, string content)
    {
        var path = _folder.Combine(file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
