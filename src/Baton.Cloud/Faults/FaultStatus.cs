using System.Net;

namespace Baton.Cloud.Faults;

/// <summary>The HTTP status with which AWS sends an error of a code.</summary>
internal static class FaultStatus
{
    public static HttpStatusCode Of(string? code) => code switch
    {
        "RequestLimitExceeded" or "Unavailable" or "ServiceUnavailable" => HttpStatusCode.ServiceUnavailable,
        null or "InternalError" or "InternalFailure" or "InsufficientInstanceCapacity" or "InsufficientCapacity" or "InsufficientHostCapacity" => HttpStatusCode.InternalServerError,
        "UnauthorizedOperation" or "OptInRequired" => HttpStatusCode.Forbidden,
        _ => HttpStatusCode.BadRequest,
    };
}
