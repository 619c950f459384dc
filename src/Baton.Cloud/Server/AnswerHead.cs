using System.Net;

namespace Baton.Cloud.Server;

/// <summary>Status and headers of an answer, where an action has any of its own.</summary>
internal sealed class AnswerHead
{
    public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

    public Dictionary<string, string> Headers { get; } = [];
}
