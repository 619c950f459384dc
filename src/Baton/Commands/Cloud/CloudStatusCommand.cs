using System.CommandLine;
using Baton.Aws.Ec2;
using Baton.Documents;
using Baton.LocalCloud;
using Baton.Terminals;
using Spectre.Console;

namespace Baton.Commands.Cloud;

/// <summary>Says whether the local cloud runs, where, and with which instances.</summary>
internal static class CloudStatusCommand
{
    public static Command Create(CommandTree tree) => tree.Bind(
        new("status", "Say whether the local cloud runs, and which instances it has"),
        RunAsync,
        "baton cloud status");

    private static async Task<int> RunAsync(Session session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var document = new CloudDocument { Running = false };
        if (session.LocalCloud.Running() is { } cloud)
        {
            using var client = session.NewLocalCloudClient(cloud);
            var answer = await client.SendAsync(new DescribeInstancesRequest(), cancellationToken);
            using var door = new CloudDoor(cloud, session.LocalCloud.Keys());
            var status = await door.StatusAsync(cancellationToken);
            document = CloudDocument.From(cloud) with
            {
                Accelerator = status.Accelerator,
                Preparation = status.Preparation,
                DiskUsageBytes = status.DiskUsageBytes,
                PortOffsets = status.PortOffsets,
                Instances = [.. answer.Reservations.SelectMany(reservation => reservation.Instances).Select(CloudInstanceDocument.From)],
            };
        }

        if (session.Json)
        {
            session.Terminal.WriteJson(document, DocumentJson.Plain.CloudDocument);
        }
        else
        {
            Show(session.Terminal.AnswerConsole, document);
        }

        return document.Running ? ExitCodes.Success : ExitCodes.Failed;
    }

    internal static void Show(IAnsiConsole console, CloudDocument cloud)
    {
        if (!cloud.Running)
        {
            console.MarkupLine("The local cloud is not running. [dim]Start it with[/] [cyan]baton cloud up[/]");
            return;
        }

        console.MarkupLine($"[green]●[/] running at [bold]{Markup.Escape(cloud.Endpoint!.ToString())}[/] [dim]({cloud.Machines} machines, region {cloud.Region}, process {cloud.Pid}, since {Words.Time(cloud.StartedAt!.Value)})[/]");
        console.MarkupLine($"  [dim]{Markup.Escape(cloud.Preparation ?? "")}, {(cloud.Accelerator is { } accelerator and not "none" ? $"machines run with {Markup.Escape(accelerator)}, " : "")}{Words.Bytes(cloud.DiskUsageBytes ?? 0)} on disk[/]");
        console.MarkupLine($"  [dim]hosted zones are answered for at {Markup.Escape(cloud.NameServer ?? "")}[/]");
        if (cloud.PortOffsets.Count > 0)
        {
            var ports = cloud.PortOffsets.Select(offset => $"{offset.Port} is {offset.ListensOn}");
            console.MarkupLine($"  [yellow]ports that this user may not listen on stand elsewhere on the same addresses:[/] {Markup.Escape(string.Join(", ", ports))}");
        }

        if (cloud.Instances.Count == 0)
        {
            console.MarkupLine("  [dim]no instances[/]");
            return;
        }

        var table = new Table().Border(TableBorder.Rounded).BorderStyle(new Style(decoration: Decoration.Dim));
        foreach (var heading in (string[])["instance", "name", "type", "state", "public address", "private address"])
        {
            table.AddColumn(new TableColumn($"[bold]{heading}[/]").NoWrap());
        }

        foreach (var instance in cloud.Instances)
        {
            table.AddRow(
                Markup.Escape(instance.InstanceId), Markup.Escape(instance.Name ?? ""), Markup.Escape(instance.InstanceType ?? ""),
                instance.State == "running" ? "[green]running[/]" : $"[dim]{Markup.Escape(instance.State)}[/]",
                Markup.Escape(instance.PublicAddress ?? ""), Markup.Escape(instance.PrivateAddress ?? ""));
        }

        console.Write(table);
    }
}
