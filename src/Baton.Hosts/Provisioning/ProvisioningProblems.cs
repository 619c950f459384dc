using Baton.Engine.Problems;

namespace Baton.Hosts.Provisioning;

/// <summary>What can be wrong while a new machine is made ready: BTN034x.</summary>
public static class ProvisioningProblems
{
    public static Problem VolumeMissing(string host, string volume) => new("BTN0340", $"{volume} does not show up on {host}.", "Look at its attachment ('aws ec2 describe-volumes').");

    public static Problem VolumeUsed(string host, string volume) => new(
        "BTN0341", $"{volume} on {host} holds a file system that is not Baton's.", "Nothing was formatted. Detach it, or let the volume be made anew.");

    public static Problem PackageUnavailable(string host, string packages) => new(
        "BTN0342", $"{host} cannot install: {packages}",
        "They come from a repository that it does not know: list its files under 'target.carry' in baton.yaml (/etc/apt/sources.list.d, /etc/apt/keyrings), or leave the packages out with 'target.skip-packages'.");

    public static Problem PackageFailed(string host, string said) => new("BTN0343", $"The packages could not be installed on {host}: {said}", "The message is apt's own. Nothing of it has been started; try again.");

    public static Problem OwnScriptFailed(string host, string said) => new("BTN0345", $"Your provisioning script failed on {host} with {said}", "Run it there by hand to see more; it is run again by 'baton resume'.");

    public static Problem LocaleUnknown(string host, string locale) => new(
        "BTN0346", $"{host} cannot make the locale {locale}, which the source has.", "Install 'locales' there, or make it with a provisioning step of your own; a database in that locale does not open without it.");

    public static Problem NoPackageManager(string host) => new(
        "BTN0344", $"{host} has no apt.", "Packages are brought over on Debian and Ubuntu. Set 'target.packages: false' and install them with a provisioning step of your own.");
}
