using System.CommandLine;

namespace Baton.Commands.Dns;

/// <summary>The names of a server, before and after it moves.</summary>
internal static class DnsCommands
{
    public static IReadOnlyList<Operation> Operations { get; } = [new LowerOperation(), new RestoreOperation(), new PointOperation()];

    public static Command Create(CommandTree tree) => tree.Group(
        "dns",
        "Lower and restore the time to live of a server's names, and point them to another address",
        Operations.Select(operation => OperationCommands.Run(tree, operation)),
        "baton dns lower payroll",
        "baton dns point payroll --to 198.51.100.7",
        "baton dns restore payroll");

    public static Command Plan(CommandTree tree) => tree.Group(
        "dns", "Show what would be done with the names of a server", Operations.Select(operation => OperationCommands.Plan(tree, operation)), "baton plan dns lower payroll");
}
