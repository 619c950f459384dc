using System.Globalization;
using Baton.Engine;
using Baton.Engine.Problems;

namespace Baton.Operations.Preflight;

/// <summary>What is in the way of an operation before it begins: BTN063x and BTN064x. Nothing has been changed when these are said.</summary>
internal static class PreflightProblems
{
    public static Problem NotRunning(string server, string state) => new("BTN0630", $"{server} is {state}.", "Start it; what is moved live must be alive.");

    public static Problem AnotherMachine(string server, string answered) => new(
        "BTN0631", $"At the address of {server} instance {answered} answers.", "Compare 'instance' and 'ssh' in baton.yaml with what EC2 says.");

    public static Problem NotOnEbs(string server) => new(
        "BTN0632", $"{server} has its root on an instance store.", "Such a machine cannot be copied by snapshots; only servers with EBS volumes can.");

    public static Problem Hibernates(string server) => new(
        "BTN0633", $"{server} is set up for hibernation, and AWS does not image such instances safely.", "Move it by hand to an instance without hibernation first.");

    public static Problem ConsistencyNotPossible(string wanted, string reason) => new(
        "BTN0634", $"The level '{wanted}' cannot be had on this server: {reason}.", "Move the data to a volume of its own, or ask for a lower level with --consistency.");

    public static Problem SqlWithoutPostgres(string check) => new("BTN0635", $"The check '{check}' asks SQL, but baton.yaml names no PostgreSQL.", "Add 'postgres:' to the server in baton.yaml.");

    public static Problem NoSuchType(string type) => new("BTN0636", $"There is no instance type '{type}' in this region.", "List them with 'aws ec2 describe-instance-types'.");

    public static Problem NoTypeWithMemory(long memoryMiB, int? cpus, string architecture, string largest) => new(
        "BTN0637",
        string.Create(CultureInfo.InvariantCulture, $"No instance type for {architecture} that suits this server has {memoryMiB / 1024.0:0.##} GiB of memory{(cpus is null ? "" : $" and {Counted.Of(cpus.Value, "vCPU")}")} or more."),
        $"The largest: {largest}. Or name a type with --type.");

    public static Problem AnotherArchitecture(string type, string offered, string needed) => new(
        "BTN0638", $"{type} is {offered}; the server is {needed}.", "A server moves only between machines of one architecture; choose another type.");

    public static Problem NeedsEna(string type) => new(
        "BTN0639", $"{type} needs the ENA network driver, which this server does not declare.", "Install the driver and set enaSupport, or choose an older type.");

    public static Problem NoBootMode(string type, string mode) => new("BTN0640", $"{type} does not boot in the mode '{mode}' of this server.", "Choose a type that does.");

    public static Problem NotOffered(string type, string zone) => new("BTN0641", $"{type} is not offered in {zone}, where the server is.", "Choose another type; moving to another zone is not a resize.");

    public static Problem SameType(string server, string type) => new("BTN0642", $"{server} is a {type} already.", "Choose another type or size.");

    public static Problem NothingAsked() => new("BTN0643", "Neither a type nor an amount of memory is asked for.", "Say --type t3.medium or --memory 4GiB.");

    public static Problem AddressWouldChange(string server, string address) => new(
        "BTN0644",
        $"{server} has no Elastic IP: its public address {address} would be lost with the old server.",
        "Associate an Elastic IP and point your DNS at it first, or accept another address with 'launch.accept-address-change: true' in baton.yaml.");

    public static Problem MoreInterfaces(string server, int count) => new(
        "BTN0645", string.Create(CultureInfo.InvariantCulture, $"{server} has {count} network interfaces."), "Only servers with one are resized so far.");

    public static Problem Spot(string server) => new("BTN0646", $"{server} is a Spot instance.", "AWS may end it at any time; launch an on-demand one.");

    public static Problem InAutoScalingGroup(string server, string group) => new(
        "BTN0647", $"{server} belongs to the Auto Scaling group '{group}', which would replace it.", "Detach it, or change the group's launch template instead.");

    public static Problem NoGate(string server) => new(
        "BTN0648", $"baton.yaml names services of {server} but no ports where requests can be held, so users would be refused during the switch.", "Name the application's ports under 'gate.ports'.");

    public static Problem SubnetFull(string subnet) => new("BTN0649", $"Subnet {subnet} has no free address.", "Free one; the new server is launched beside the old one.");

    public static Problem CheckTarget(string check, string target) => new("BTN0650", $"The tcp check '{check}' has the target '{target}'.", "Write it as address:port.");
}
