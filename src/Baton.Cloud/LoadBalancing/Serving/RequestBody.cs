using System.Net;
using Microsoft.AspNetCore.Http;

namespace Baton.Cloud.LoadBalancing.Serving;

/// <summary>The body of a client's request, handed on piece by piece as it comes.</summary>
internal sealed class RequestBody(HttpRequest request, Action moved) : HttpContent
{
    private const int PieceLength = 64 * 1024;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var piece = new byte[PieceLength];
        while (await request.Body.ReadAsync(piece, cancellationToken) is var length and > 0)
        {
            await stream.WriteAsync(piece.AsMemory(0, length), cancellationToken);
            await stream.FlushAsync(cancellationToken);
            moved();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = request.ContentLength ?? 0;
        return request.ContentLength is not null;
    }
}
