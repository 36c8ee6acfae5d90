using System.Text.Json;

namespace Sentiment.Gateway.Tests.Documentation;

/// <summary>That the check finds what it is there for.</summary>
public sealed class SchemaCheckTests
{
    private const string Schema =
        """
        {"type":"object","required":["a"],"properties":{
          "a":{"type":"string","minLength":1,"maxLength":2,"pattern":"^[a-z]+$"},
          "b":{"type":"array","minItems":1,"maxItems":2,"items":{"type":"integer","minimum":1,"maximum":9}},
          "c":{"oneOf":[{"type":"boolean"},{"enum":["x"]}]},
          "d":{"type":"object","additionalProperties":{"type":"number"}},"e":{"type":"array"},"f":{"type":"object"}}}
        """;

    [Theory]
    [InlineData("""{"a":"xy","b":[1,9],"c":true,"d":{"e":0.5}}""", true)]
    [InlineData("""{"a":"x","c":"x"}""", true)]
    [InlineData("[]", false)]
    [InlineData("""{"b":[1]}""", false)]
    [InlineData("""{"a":""}""", false)]
    [InlineData("""{"a":"xyz"}""", false)]
    [InlineData("""{"a":"X"}""", false)]
    [InlineData("""{"a":1}""", false)]
    [InlineData("""{"a":"x","b":[]}""", false)]
    [InlineData("""{"a":"x","b":[1,2,3]}""", false)]
    [InlineData("""{"a":"x","b":[0]}""", false)]
    [InlineData("""{"a":"x","b":[10]}""", false)]
    [InlineData("""{"a":"x","b":[1.5]}""", false)]
    [InlineData("""{"a":"x","c":"y"}""", false)]
    [InlineData("""{"a":"x","d":{"e":"f"}}""", false)]
    [InlineData("""{"a":"x","z":1}""", false)]
    [InlineData("""{"a":"x","e":[1]}""", false)]
    [InlineData("""{"a":"x","f":{"g":1}}""", false)]
    public void FlawsOf_Value_AreThereWhenItIsOfAnotherShape(string json, bool isRight)
    {
        using var schema = JsonDocument.Parse(Schema);
        using var value = JsonDocument.Parse(json);

        var flaws = new SchemaCheck(schema.RootElement).FlawsOf(value.RootElement, schema.RootElement);

        Assert.True(isRight == (flaws.Count == 0), string.Join('\n', flaws));
    }

    [Fact]
    public void FlawsOf_KeywordThatItDoesNotKnow_Throws()
    {
        using var schema = JsonDocument.Parse("""{"multipleOf":2}""");

        Assert.Throws<InvalidOperationException>(() => new SchemaCheck(schema.RootElement).FlawsOf(schema.RootElement, schema.RootElement));
    }
}
