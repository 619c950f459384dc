using Baton.Engine.Problems;
using Baton.Hosts.Postgres;
using Baton.Hosts.Provisioning;

namespace Baton.Hosts;

/// <summary>
/// Scripts name what they cannot do: a line <c>problem=KEY TAB DETAIL</c> and exit status 10. Here is what each key means to the operator.
/// </summary>
internal static class ScriptProblems
{
    public static Problem Read(string host, string key, string detail) => key switch
    {
        "systemd-missing" => HostProblems.SystemdMissing(host),
        "tool-missing" => HostProblems.ToolMissing(host, detail),
        "unit-unknown" => HostProblems.UnitUnknown(host, detail),
        "unit-failed" => HostProblems.UnitFailed(host, detail),
        "unit-held" => HostProblems.UnitHeld(host, detail),
        "port-taken" => HostProblems.PortTaken(host, detail),
        "folder-missing" => HostProblems.FolderMissing(host, detail),
        "folder-name" => HostProblems.FolderNameNotSupported(host, detail),
        "link-down" => HostProblems.LinkDown(host, detail),
        "freeze-failed" => HostProblems.FreezeFailed(host, detail),
        "not-http" => HostProblems.NotHttp(host, detail),
        "gate-missing" => HostProblems.GateMissing(host),
        "volume-missing" => ProvisioningProblems.VolumeMissing(host, detail),
        "volume-used" => ProvisioningProblems.VolumeUsed(host, detail),
        "package-unavailable" => ProvisioningProblems.PackageUnavailable(host, detail),
        "package-failed" => ProvisioningProblems.PackageFailed(host, detail),
        "locale-unknown" => ProvisioningProblems.LocaleUnknown(host, detail),
        "provision-failed" => ProvisioningProblems.OwnScriptFailed(host, detail),
        "disk-full" => HostProblems.DiskFull(host, detail),
        _ => PostgresProblems.Read(host, key, detail),
    };
}
