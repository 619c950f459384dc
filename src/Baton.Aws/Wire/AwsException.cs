using System.Net;

namespace Baton.Aws.Wire;

/// <summary>What the wire says when it says no: AWS's code, message and HTTP status. Thrown by the client that reads it and by the server that means it.</summary>
public sealed class AwsException(string code, string message, HttpStatusCode status = HttpStatusCode.BadRequest, string? requestId = null)
    : Exception(message)
{
    /// <summary>Stable: <c>InvalidInstanceID.NotFound</c>. Decide on this, never on the message.</summary>
    public string Code { get; } = code;

    public HttpStatusCode Status { get; } = status;

    public string? RequestId { get; } = requestId;

    /// <summary>The thing named does not exist: gone, or so new that AWS does not show it yet.</summary>
    public bool IsNotFound { get; } = code.EndsWith(".NotFound", StringComparison.Ordinal) || code is "InvalidAMIID.Unavailable";

    public static AwsException InvalidParameterValue(string message) => new("InvalidParameterValue", message);

    public override string ToString() => $"{Code} ({(int)Status}): {Message}{(RequestId is null ? "" : $" [request {RequestId}]")}";
}
