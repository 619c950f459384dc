using Baton.Cloud.Programs;

namespace Baton.Cloud.StockImages;

/// <summary>How files get owners other than the user who builds: as root, in a user namespace, or pretended (fakechroot).</summary>
internal sealed record BuildMode(string MmdebstrapMode, bool NeedsFakeroot)
{
    public static async Task<BuildMode> ProbeAsync(CancellationToken cancellationToken)
    {
        if (System.Environment.IsPrivilegedProcess)
        {
            // Root in a container often may not mount, and mmdebstrap must.
            var mounts = await new HostProgram("unshare", ["--mount", "mount", "-t", "tmpfs", "none", "/mnt"]).RunAsync(cancellationToken);
            return mounts.Succeeded ? new BuildMode("root", NeedsFakeroot: false) : new BuildMode("fakechroot", NeedsFakeroot: true);
        }

        // What mmdebstrap does itself: a namespace with a whole range of users, of which /etc/subuid must grant one.
        var namespaces = await new HostProgram("unshare", ["--user", "--map-root-user", "--map-auto", "--mount", "mount", "-t", "tmpfs", "none", "/mnt"])
            .RunAsync(cancellationToken);
        return new BuildMode(namespaces.Succeeded ? "unshare" : "fakechroot", NeedsFakeroot: true);
    }
}
