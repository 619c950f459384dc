using System.Net.Sockets;

namespace Baton.Cloud.Network.Switching;

/// <summary>
/// A connection from outside on its way into a guest. libslirp takes it before the guest is asked; whoever dialled gets it when the guest has answered, so that
/// until then it can be dialled again elsewhere.
/// </summary>
internal sealed class Knock
{
    private readonly TaskCompletionSource<Socket> _done;
    private readonly Socket _socket;

    public Knock(Socket socket, TaskCompletionSource<Socket> done, long since)
    {
        (_socket, _done, Since) = (socket, done, since);
        _ = done.Task.ContinueWith(
            static (_, state) => ((Socket)state!).Dispose(),
            socket,
            CancellationToken.None,
            TaskContinuationOptions.NotOnRanToCompletion | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    public long Since { get; }

    /// <summary>Nobody waits for it any more.</summary>
    public bool IsGivenUp => _done.Task.IsCompleted;

    public void Answered() => _done.TrySetResult(_socket);

    public void Refused() => _done.TrySetException(new IOException("The guest refused the connection."));
}
