namespace Sentiment.EndToEnd.Tests.Monitoring;

public sealed class PromQueryTests
{
    [Theory]
    [InlineData("up", "up()")]
    [InlineData("""absent(up{service="a"} == 1)""", "up(service)")]
    [InlineData("""sum by (arm, le) (rate(a_bucket{x=~"p|q",y!="by (z)"}[5m])) / on (arm) b offset 1h > 0.5""", "a_bucket(x,y,arm,le) b(arm,le)")]
    [InlineData("a:b:rate5m > 14.4 * 0.001 and 1e3 < c", "a:b:rate5m() c()")]
    [InlineData("sum by (m, l) (a_total) / ignoring (l) group_left sum by (m) (b_total)", "a_total(m,l) b_total(m,l)")]
    [InlineData("""sum by (arm) (label_replace(a_total, "arm", "$1", "from", "(.*)"))""", "a_total()")]
    [InlineData("min by (i) (t_seconds) - time() < 14 * 86400", "t_seconds(i)")]
    public void MetricsOf_AnExpression_AreWhatItReads(string expression, string metrics) =>
        Assert.Equal(
            metrics.Split(' ').Order(StringComparer.Ordinal),
            PromQuery.MetricsOf(expression).Select(static found => $"{found.Name}({string.Join(',', found.Labels)})").Order(StringComparer.Ordinal));

    [Fact]
    public void MetricsOf_Matchers_SayWhatValuesMustBeThere() =>
        Assert.Equal(
            [("code", "E4005"), ("level", "memory|redis")],
            Assert.Single(PromQuery.MetricsOf("""label_replace(rate(a_total{code="E4005",level=~"memory|redis",x!="by"}[5m]), "b", "$1", "c", "(.*)")""")).Wanted);
}
