using System.Collections.Frozen;
using System.Globalization;

namespace Sentiment.Contracts.Errors;

/// <summary>The one map from an error code to what the wire says of it.</summary>
public static class ErrorCatalog
{
    /// <summary>Where every service serves <c>docs/errors.md</c>. Relative, so that it works wherever the service is deployed.</summary>
    public const string DocumentationPath = "/errors";

    private static readonly FrozenDictionary<ErrorCode, ErrorDescription> Descriptions = new ErrorDescription[]
    {
        new(ErrorCode.TextEmpty, 400, "The text is empty"),
        new(ErrorCode.TextTooLong, 400, "The text is too long"),
        new(ErrorCode.MalformedRequest, 400, "The request is malformed"),
        new(ErrorCode.UnknownBackendOrArm, 400, "The backend or arm is unknown"),
        new(ErrorCode.BatchTooLarge, 400, "The batch has too many texts"),
        new(ErrorCode.BatchEmpty, 400, "The batch is empty"),
        new(ErrorCode.TooManyTokens, 413, "The request has too many tokens"),
        new(ErrorCode.Contradiction, 400, "The request contradicts itself"),
        new(ErrorCode.PredictionIdRefused, 400, "The prediction id was refused"),
        new(ErrorCode.PredictionIdExpired, 410, "The prediction id has expired"),
        new(ErrorCode.ModelNotLoaded, 503, "The model is not loaded"),
        new(ErrorCode.InferenceFailed, 500, "The inference failed"),
        new(ErrorCode.DeadlinePassed, 504, "The deadline has passed"),
        new(ErrorCode.CredentialsMissing, 401, "Credentials are missing"),
        new(ErrorCode.CredentialsRefused, 401, "The credentials were refused"),
        new(ErrorCode.NotAllowed, 403, "The key does not allow this"),
        new(ErrorCode.Internal, 500, "Internal error"),
        new(ErrorCode.NoReplica, 503, "No replica is available"),
        new(ErrorCode.RateLimited, 429, "Too many requests"),
        new(ErrorCode.NotFound, 404, "Nothing is here"),
        new(ErrorCode.Overloaded, 503, "The queue is full"),
        new(ErrorCode.MethodNotAllowed, 405, "The method is not allowed"),
        new(ErrorCode.BodyTooSlow, 408, "The body arrived too slowly"),
        new(ErrorCode.FeedbackGiven, 409, "The feedback was given already"),
        new(ErrorCode.BodyTooLarge, 413, "The body is too large"),
        new(ErrorCode.UnsupportedMediaType, 415, "The media type is not supported"),
    }.ToFrozenDictionary(static description => description.Code);

    public static ErrorDescription Describe(ErrorCode code) => Descriptions[code];

    /// <summary>The code as the wire has it: <c>E</c> and four digits.</summary>
    public static string Wire(ErrorCode code) => string.Create(CultureInfo.InvariantCulture, $"E{(int)code}");

    /// <summary>Reads a wire code; false for one that this version does not know.</summary>
    public static bool TryParse(string? wire, out ErrorCode code)
    {
        code = default;
        return wire is ['E', .. var digits]
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && Enum.IsDefined(code = (ErrorCode)number);
    }

    internal static string TypeUri(ErrorCode code) => $"{DocumentationPath}#{Wire(code)}";
}

/// <param name="Code">The code.</param>
/// <param name="Status">HTTP status of every answer with this code.</param>
/// <param name="Title">What is wrong in general; the details are in the problem's <c>detail</c>.</param>
public sealed record ErrorDescription(ErrorCode Code, int Status, string Title);
