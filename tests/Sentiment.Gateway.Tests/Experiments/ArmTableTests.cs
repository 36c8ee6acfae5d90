using System.Collections.Frozen;
using CsCheck;
using Sentiment.Contracts.Errors;
using Sentiment.Gateway.Experiments;
using Sentiment.Hosting.Keys;

namespace Sentiment.Gateway.Tests.Experiments;

public sealed class ArmTableTests
{
    private static readonly Client Anyone = NewClient();

    private static readonly ArmTable Three = NewTable(("canary", "onnx", 0), ("onnx", "onnx", 80), ("torch", "torch", 0));

    private static readonly ArmTable Split = NewTable(("onnx", "onnx", 60), ("torch", "torch", 30), ("canary", "onnx", 10), ("spare", "torch", 0));

    [Theory]
    [InlineData(null, null, "onnx")]
    [InlineData(null, "onnx", "onnx")]
    [InlineData(null, "torch", "torch")]
    [InlineData("canary", null, "canary")]
    [InlineData("canary", "onnx", "canary")]
    [InlineData("torch", "torch", "torch")]
    public void Select_OneArmFits_IsThatArm(string? arm, string? backend, string expected) =>
        Assert.Equal(expected, Three.Select(Wish(arm, backend), Anyone).Value?.Arm.Id);

    [Theory]
    [InlineData("nobody")]
    [InlineData("")]
    [InlineData("ONNX")]
    public void Select_UnknownArm_IsE1004WithTheKnownOnes(string arm)
    {
        var error = Three.Select(Wish(arm), Anyone).Error;

        Assert.Equal(ErrorCode.UnknownBackendOrArm, error?.Code);
        Assert.Contains("canary, onnx, torch", error!.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("canary", "torch")]
    [InlineData("torch", "onnx")]
    public void Select_ArmOfAnotherBackend_IsE1008WithBoth(string arm, string backend)
    {
        var error = Three.Select(Wish(arm, backend), Anyone).Error;

        Assert.Equal(ErrorCode.Contradiction, error?.Code);
        Assert.Contains(arm, error!.Detail, StringComparison.Ordinal);
        Assert.Contains(backend, error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Select_KnownBackendWithoutArm_IsE1004()
    {
        var error = NewTable(("onnx", "onnx", 1)).Select(Wish(backend: "torch"), Anyone).Error;

        Assert.Equal(ErrorCode.UnknownBackendOrArm, error?.Code);
        Assert.Contains("onnx and auto", error!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Select_TenThousandStickyIds_FallByWeightWithin1Point5Points()
    {
        var table = NewTable(("onnx", "onnx", 80), ("torch", "torch", 20));

        Assert.InRange(ArmsOf(table).Count(static arm => arm == "onnx"), 7_850, 8_150);
    }

    [Fact]
    public void Select_SameIdInAnotherGateway_IsTheSameArm() => Assert.Equal(
        ArmsOf(NewTable(("onnx", "onnx", 80), ("torch", "torch", 20))),
        ArmsOf(NewTable(("onnx", "onnx", 80), ("torch", "torch", 20))));

    [Fact]
    public void Select_AnotherSalt_DealsAnew()
    {
        (string, string, double)[] arms = [("onnx", "onnx", 50), ("torch", "torch", 50)];
        var moved = ArmsOf(NewTable("first", arms)).Zip(ArmsOf(NewTable("second", arms))).Count(static pair => pair.First != pair.Second);

        Assert.InRange(moved, 4_800, 5_200);
    }

    [Fact]
    public void Select_WeightsFrom80To70_Moves10PercentOfTheIdsAndAllOneWay()
    {
        var moved = ArmsOf(NewTable(("onnx", "onnx", 80), ("torch", "torch", 20)))
            .Zip(ArmsOf(NewTable(("onnx", "onnx", 70), ("torch", "torch", 30))))
            .Where(static pair => pair.First != pair.Second).ToArray();

        Assert.InRange(moved.Length, 900, 1_100);
        Assert.All(moved, static pair => Assert.Equal(("onnx", "torch"), pair));
    }

    [Fact]
    public void Select_ShippedSaltAndWeights_KeepTheDevelopmentKeyOnOnnx() =>
        Assert.Equal("onnx", NewTable(("onnx", "onnx", 80), ("torch", "torch", 20)).Select(Wish(), NewClient()).Value?.Arm.Id);

    [Fact]
    public void Select_BackendNamed_SharesAmongItsArms()
    {
        var arms = ArmsOf(Split, backend: "onnx");

        // 60 to 10.
        Assert.InRange(arms.Count(static arm => arm == "onnx"), 8_420, 8_720);
        Assert.Equal(["canary", "onnx"], arms.Distinct().Order());
        Assert.Equal("torch", Assert.Single(ArmsOf(Split, backend: "torch").Distinct()));
    }

    [Fact]
    public void Select_LimitedKey_SharesAmongItsArms()
    {
        var arms = ArmsOf(Split, NewClient("canary", "torch"));

        // 30 to 10.
        Assert.InRange(arms.Count(static arm => arm == "torch"), 7_350, 7_650);
        Assert.Equal(["canary", "torch"], arms.Distinct().Order());
        Assert.Equal("canary", Assert.Single(ArmsOf(Split, NewClient("canary", "torch"), "onnx").Distinct()));
        Assert.Equal("spare", Assert.Single(ArmsOf(Split, NewClient("spare")).Distinct()));
    }

    [Fact]
    public void Select_LimitedKey_IsAsIfThereWereNoOtherArms() =>
        Gen.Select(Gen.Double[0, 100].Array[1, 6], Gen.Bool.Array[6], Gen.String.Array[20]).Sample(static (weights, allowed, ids) =>
        {
            var arms = weights.Select(static (weight, place) => ($"{place}", "onnx", weight)).ToArray();
            var left = arms.Where((_, place) => allowed[place]).ToArray();
            if (left.Length > 0)
            {
                var (all, some) = (NewTable(arms), NewTable(left));
                var limited = NewClient([.. left.Select(static arm => arm.Item1)]);
                Assert.All(ids, id => Assert.Equal(
                    some.Select(Wish(stickyId: id), Anyone).Value!.Arm, all.Select(Wish(stickyId: id), limited).Value!.Arm));
            }
        });

    [Theory]
    [InlineData("onnx", null, "This key may not use the arm onnx; it may use spare, torch.")]
    [InlineData("canary", "onnx", "This key may not use the arm canary; it may use spare, torch.")]
    [InlineData(null, "onnx", "This key may use no arm that runs onnx; it may use spare, torch.")]
    public void Select_ArmTheKeyMayNotUse_IsE3003WithThoseItMay(string? arm, string? backend, string expected)
    {
        var error = Split.Select(Wish(arm, backend), NewClient("torch", "spare")).Error;

        Assert.Equal(ErrorCode.NotAllowed, error?.Code);
        Assert.StartsWith(expected, error!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Select_KeyOfArmsThatHaveJustGone_IsE3003() =>
        Assert.Equal(ErrorCode.NotAllowed, Split.Select(Wish(), NewClient("gone")).Error?.Code);

    [Theory]
    [InlineData(null, null, "onnx", "torch canary")]
    [InlineData(null, "onnx", "onnx", "canary")]
    [InlineData(null, "torch", "torch", "")]
    [InlineData("onnx", null, "onnx", "")]
    [InlineData("spare", null, "spare", "")]
    public void Select_ArmCannotAnswer_AlternativesAreThoseTheWishPermitsHeaviestFirst(string? arm, string? backend, string assigned, string alternatives)
    {
        // Without a sticky id, with the shipped salt: bucket 4,030.
        var assignment = Split.Select(Wish(arm, backend), Anyone).Value!;

        Assert.Equal(assigned, assignment.Arm.Id);
        Assert.Equal(alternatives, string.Join(' ', assignment.Alternatives.Select(static other => other.Id)));
    }

    [Fact]
    public void Select_LimitedKey_HasNoAlternativeThatItMayNotUse() => Assert.Equal(
        ["canary"], Split.Select(Wish(), NewClient("onnx", "canary", "spare")).Value!.Alternatives.Select(static other => other.Id));

    private static string[] ArmsOf(ArmTable table, Client? client = null, string? backend = null) =>
        [.. Enumerable.Range(0, 10_000).Select(id => table.Select(Wish(backend: backend, stickyId: $"user-{id}"), client ?? Anyone).Value!.Arm.Id)];

    private static ArmWish Wish(string? arm = null, string? backend = null, string? stickyId = null) => new(arm, backend, "X-Backend", stickyId);

    private static Client NewClient(params string[] arms) => new("dev", FrozenSet.Create(Scope.Predict), "default", arms.ToFrozenSet(StringComparer.Ordinal));

    private static ArmTable NewTable(params (string Id, string Backend, double Weight)[] arms) => NewTable(ExperimentsOptions.DefaultSalt, arms);

    private static ArmTable NewTable(string salt, (string Id, string Backend, double Weight)[] arms) =>
        new([.. arms.Select(static arm => new Arm(arm.Id, "any", arm.Backend, arm.Weight))], salt);
}
