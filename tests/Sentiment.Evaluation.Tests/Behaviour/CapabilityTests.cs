using System.Globalization;

namespace Sentiment.Evaluation.Tests.Behaviour;

/// <summary>
/// What the shipped model must be able to do, with a floor for each: texts of our own that no training has seen (of <see cref="IdiomTemplates"/>, others of the same turns). A model that replaces it
/// may raise the floors and never lower them without a word in its card.
/// </summary>
public sealed class CapabilityTests
{
    [Theory]
    [InlineData("negation", 0.68)]
    [InlineData("contrast", 0.65)]
    [InlineData("implied", 0.55)]
    [InlineData("short", 0.85)]
    [InlineData("emoji", 0.87)]
    [InlineData("typos", 0.72)]
    [InlineData("products", 0.7)]
    [InlineData("services", 0.66)]
    [InlineData("long", 0.45)]
    [InlineData("opinion", 0.62)]
    public void Accuracy_OfACapability_IsAboveItsFloor(string name, double floor)
    {
        var cases = BehaviourCase.Read(name);

        Assert.InRange(cases.Count, 30, int.MaxValue);
        AssertAbove(floor, name, cases);
    }

    /// <summary>By the kind of sentence: one that blames whatever it reads is right on two of the four.</summary>
    [Theory]
    [InlineData(NegationKind.PraiseDenied, 0.64)]
    [InlineData(NegationKind.BlameCleared, 0.55)]
    [InlineData(NegationKind.PlainPraise, 0.93)]
    [InlineData(NegationKind.PlainBlame, 0.81)]
    public void Accuracy_OfNegationThatWasNotTaught_IsAboveItsFloor(NegationKind kind, double floor) =>
        AssertAbove(floor, $"{kind}", NegationTemplates.Of(kind));

    [Theory]
    [InlineData(true, 0.97)]
    [InlineData(false, 0.88)]
    public void Accuracy_OfIdiomsThatWereTaught_IsAboveItsFloor(bool turned, double floor) =>
        AssertAbove(floor, turned ? "idioms, turned" : "idioms, not turned", turned ? IdiomTemplates.Turned : IdiomTemplates.NotTurned);

    // The figure is for docs/model.md: shown by -diagnostics.
    private static void AssertAbove(double floor, string name, IReadOnlyList<BehaviourCase> cases)
    {
        var accuracy = ShippedScores.Accuracy(cases);
        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"{name}: {accuracy:P1} of {cases.Count}"));
        Assert.InRange(accuracy, floor, 1);
    }
}
