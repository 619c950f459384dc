namespace Baton.Cloud.LoadBalancing.Serving;

/// <summary>A listener that is open: on an address, on a port.</summary>
internal interface IOpenListener : IAsyncDisposable
{
    /// <summary>The port that clients mean, and the one that it listens on.</summary>
    (int Port, int ListensOn) Ports { get; }
}
