using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sentiment.Training.Recipes;

/// <summary>Reads a stage's configuration. A name that is not known is refused: a setting that is misspelt would be a training run wasted.</summary>
internal static class RecipeFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        ReadCommentHandling = JsonCommentHandling.Skip,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
    };

    /// <param name="folder">Of the recipes.</param>
    /// <param name="stage">The file's name without <c>.json</c>.</param>
    /// <exception cref="InvalidDataException">It is missing, is no JSON, lacks a setting or has one too many.</exception>
    public static T Read<T>(string folder, string stage)
        where T : class
    {
        var path = Path.Combine(folder, stage + ".json");
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), Options) ?? throw new InvalidDataException($"{path} is empty.");
        }
        catch (Exception error) when (error is JsonException or IOException)
        {
            throw new InvalidDataException($"{path} cannot be used: {error.Message}", error);
        }
    }

    /// <summary>The recipe as bytes, for a fingerprint.</summary>
    public static byte[] Bytes<T>(T recipe) => JsonSerializer.SerializeToUtf8Bytes(recipe, Options);
}
