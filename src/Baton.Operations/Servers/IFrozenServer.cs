namespace Baton.Operations.Servers;

/// <summary>A server whose data is at rest. Disposing thaws too, whatever happened.</summary>
public interface IFrozenServer : IAsyncDisposable
{
    Task<ThawReport> ThawAsync(CancellationToken cancellationToken);
}
