namespace Sentiment.Evaluation.Tests.Behaviour;

/// <summary>
/// What the shipped model must be able to do, with a floor for each: texts of our own that no training has seen. A model that replaces it
/// may raise the floors and never lower them without a word in its card.
/// </summary>
public sealed class CapabilityTests
{
    [Theory]
    [InlineData("negation", 0.45)]
    [InlineData("contrast", 0.55)]
    [InlineData("implied", 0.5)]
    [InlineData("short", 0.85)]
    [InlineData("emoji", 0.75)]
    [InlineData("typos", 0.65)]
    [InlineData("products", 0.65)]
    [InlineData("services", 0.6)]
    [InlineData("long", 0.45)]
    [InlineData("opinion", 0.5)]
    public void Accuracy_OfACapability_IsAboveItsFloor(string name, double floor)
    {
        var cases = BehaviourCase.Read(name);

        Assert.InRange(cases.Count, 30, int.MaxValue);
        Assert.InRange(ShippedScores.Accuracy(cases), floor, 1);
    }

    [Theory]
    [InlineData(true, 0.6)]
    [InlineData(false, 0.6)]
    public void Accuracy_OfNegationTemplates_IsAboveItsFloor(bool turned, double floor) =>
        Assert.InRange(ShippedScores.Accuracy(turned ? NegationTemplates.Turned : NegationTemplates.NotTurned), floor, 1);
}
