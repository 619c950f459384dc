namespace Baton.Operations.Servers;

/// <summary>What keeps the services of a copy from starting (promise: a copy is fenced before it boots).</summary>
public interface IServerGuard
{
    Task InstallGuardAsync(GuardUnits units, CancellationToken cancellationToken);

    Task<bool> HasGuardAsync(CancellationToken cancellationToken);

    /// <summary>Lets this machine, and no copy of it, start the units of a role.</summary>
    Task ReleaseGuardAsync(GuardRole role, CancellationToken cancellationToken);

    Task RemoveGuardAsync(CancellationToken cancellationToken);
}
