using Sentiment.Cli.Testing;

namespace Sentiment.Cli.Tests.Testing;

public sealed class UnpackedPackageTests
{
    [Fact]
    public void Names_Simulation_AreThePackagesThatWouldBeInstalled() => Assert.Equal(
        ["liblzf1", "redis-server"],
        UnpackedPackage.Names(
        [
            "NOTE: This is only a simulation!",
            "The following NEW packages will be installed:",
            "  liblzf1 redis-server",
            "Inst liblzf1 (3.6-3 Debian:12.9/stable [amd64])",
            "Inst redis-server (5:7.0.15-1 Debian:12.9/stable [amd64])",
            "Conf liblzf1 (3.6-3 Debian:12.9/stable [amd64])",
        ]));
}
