using System.Text.RegularExpressions;
using Baton.Hosts.Provisioning;

namespace Baton.Operations.Migrating.Preparing;

/// <summary>Which of the source's packages the new server gets: all but those of the machine itself.</summary>
internal static partial class PackageChoice
{
    public static IReadOnlyList<InstalledPackage> Missing(IReadOnlyList<InstalledPackage> source, IReadOnlyList<InstalledPackage> here, IReadOnlyCollection<string> skipped) =>
        [.. source.ExceptBy(here.Select(package => package.Name), package => package.Name).Where(package => !OfTheMachine().IsMatch(package.Name) && !skipped.Contains(package.Name))];

    /// <summary>In words, what is installed on both in different versions.</summary>
    public static IReadOnlyList<string> Differences(IReadOnlyList<InstalledPackage> source, IReadOnlyList<InstalledPackage> here) =>
    [
        .. source.Join(here, package => package.Name, package => package.Name, (there, now) => (there.Name, Old: there.Version, New: now.Version))
            .Where(pair => pair.Old != pair.New && !OfTheMachine().IsMatch(pair.Name))
            .Select(pair => $"{pair.Name} {pair.Old} → {pair.New}"),
    ];

    /// <summary>Kernel, boot loader, firmware, drivers and agents of a hypervisor: the image of the new machine has its own.</summary>
    [GeneratedRegex(
        "^(linux-(image|headers|modules|kbuild|firmware|generic|virtual|base|cloud|aws|compiler)|grub|shim|efibootmgr|os-prober|initramfs-tools|dracut|firmware-|intel-microcode|amd64-microcode|" +
        "qemu-guest-agent|open-vm-tools|virtualbox-guest|hyperv-daemons|xe-guest|cloud-init|cloud-guest-utils|cloud-initramfs|amazon-|walinuxagent|google-guest|hcloud|ifupdown|netplan|dhcpcd|isc-dhcp|mdadm|lvm2|libc6|libc-bin|systemd$|udev$)",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OfTheMachine();
}
