using System.Collections.Frozen;
using Sentiment.Contracts.Errors;
using Sentiment.Contracts.Predictions;
using Sentiment.Gateway.Caching;
using Sentiment.Gateway.Experiments;
using Sentiment.Gateway.Tests.Kit;
using Sentiment.Hosting.Keys;
using Sentiment.Hosting.Requests;
using Sentiment.TestKit;

namespace Sentiment.Gateway.Tests.Caching;

public sealed class LandingTests
{
    private const string Digest = "one";

    private static readonly Arm First = new("first", "first", "onnx", 1);
    private static readonly Arm Second = new("second", "second", "onnx", 1);
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(10);
    private static readonly TestTimeProvider Time = new();

    private readonly Landing _ofFirst = new(Ask(First), First, Digest, PoolScript.Predict("fine"), Error: null);

    [Fact]
    public void For_TheSameArm_IsTheAnswer() => Assert.Same(_ofFirst, _ofFirst.For(Ask(First), Digest));

    [Fact]
    public void For_AnotherArmThatServesTheSame_IsTheAnswerOfThatArm() =>
        Assert.Equal(Second, _ofFirst.For(Ask(Second), Digest)!.Served);

    [Fact]
    public void For_OneWhomTheSubstituteMayServe_IsTheAnswer()
    {
        var substituted = _ofFirst with { Served = Second, Digest = "two" };

        Assert.Same(substituted, substituted.For(Ask(First, Second), Digest));
    }

    [Fact]
    public void For_OneWhoInsistsOnItsArm_IsNoAnswerFromAnother()
    {
        var substituted = _ofFirst with { Served = Second, Digest = "two" };

        Assert.Same(Landing.EachForItself, substituted.For(Ask(First), Digest));
    }

    [Fact]
    public void For_OneOfAnotherArmThatIsWell_IsNoAnswerFromASubstitute()
    {
        var third = new Arm("third", "third", "onnx", 1);
        var substituted = _ofFirst with { Served = Second, Digest = "two" };

        Assert.Same(Landing.EachForItself, substituted.For(Ask(third, Second), Digest));
    }

    [Fact]
    public void Failed_NoReplica_IsForAllWithoutOtherSubstitutes()
    {
        var landing = Failed(ErrorCode.NoReplica)!;

        Assert.NotNull(landing.For(Ask(First), Digest)?.Error);
        Assert.Null(landing.For(Ask(First, Second), Digest));
        Assert.Null(landing.For(Ask(Second), Digest));
    }

    [Fact]
    public void Failed_Overloaded_IsForThoseWhoWouldNotFareBetter()
    {
        var landing = Failed(ErrorCode.Overloaded)!;

        Assert.NotNull(landing.For(Ask(First), Digest)?.Error);
        Assert.NotNull(landing.For(Ask(First) with { Texts = ["fine", "other"] }, Digest)?.Error);
        Assert.Null(landing.For(Ask(First) with { Request = Context(2 * Usual) }, Digest));
        Assert.NotNull(landing.For(Ask(First) with { Request = Context(Usual / 2) }, Digest)?.Error);
    }

    [Fact]
    public void Failed_OverloadedBehindABatch_IsNotForASingleText()
    {
        var landing = Landing.Failed(Ask(First) with { Texts = ["fine", "other"] }, new ApiError(ErrorCode.Overloaded, "Full."))!;

        Assert.Null(landing.For(Ask(First), Digest));
    }

    [Fact]
    public void Failed_LeadersTimeIsUp_AnotherLeads()
    {
        var late = Ask(First) with { Request = Context(TimeSpan.Zero) };

        Assert.Null(Landing.Failed(late, new ApiError(ErrorCode.DeadlinePassed, "Late.")));

        // A pool that has run nothing of it says so in this way.
        Assert.Null(Landing.Failed(late, new ApiError(ErrorCode.Overloaded, "Full.")));
    }

    [Theory]
    [InlineData(ErrorCode.Internal)]
    [InlineData(ErrorCode.TooManyTokens)]
    public void Failed_AnythingElse_EachFindsOutForItself(ErrorCode code) =>
        Assert.Same(Landing.EachForItself, Failed(code)!.For(Ask(First), Digest));

    private static Landing? Failed(ErrorCode code) => Landing.Failed(Ask(First), new ApiError(code, "No."));

    private static Question Ask(Arm arm, params Arm[] substitutes) => new(
        new Assignment(arm, substitutes), ["fine"], IsBatch: false, Truncation.Window, CacheUse.Full,
        new Client("tests", FrozenSet<Scope>.Empty, "tests", FrozenSet<string>.Empty), Context(Usual));

    private static RequestContext Context(TimeSpan timeout) => new("id", new RequestDeadline(Time, timeout, CancellationToken.None), new ServerTiming());
}
