using Baton.Hosts;
using Baton.Hosts.Gates;
using Baton.Hosts.Later;
using Baton.Hosts.Links;
using Baton.Operations.Resizing;

namespace Baton.Operations.Migrating.Ending;

/// <summary>
/// What is left of a migration for those who still come to the old server: its gate, and the link that carries them. Both machines end it by themselves at the time, whether Baton
/// runs then or not.
/// </summary>
internal static class Forwarder
{
    // The new server's half goes last: until then what goes through the gate is answered.
    private static readonly TimeSpan s_grace = TimeSpan.FromMinutes(5);

    public static Appointment EndOnOld(IHost older) => new(older, "forward-end");

    public static Appointment EndOnNew(IHost newer) => new(newer, "link-end");

    public static Task KeepOnOldAsync(IHost older, DateTimeOffset until, CancellationToken cancellationToken) => EndOnOld(older).MakeAsync(
        until, "ends the forwarding of those who still come to the old server", [Gate.Removal(InstallGate.DrainPatience), Link.RemovalFromOld], cancellationToken);

    public static Task KeepOnNewAsync(IHost newer, DateTimeOffset until, CancellationToken cancellationToken) => EndOnNew(newer).MakeAsync(
        until + s_grace, "ends the link by which the old server forwards", [Link.RemovalFromNew], cancellationToken);
}
