using System.Globalization;
using Baton.Engine;
using Baton.Hosts.Assessing;
using Baton.Operations.Assessing;
using Baton.Terminals;

namespace Baton.Assessing;

/// <summary>What a person reads of an assessment: the answers first, then the risks, then everything.</summary>
internal static class AssessmentPage
{
    public static ReportPage Of(AssessmentReport report, string configuration)
    {
        var seen = report.Seen;
        ReportSection[] sections =
        [
            Machine(seen.Machine), .. report.Questions.Select(question => new ReportSection(question.Asked) { Items = question.Answers }), Risks(report), Size(report.Size), Usage(report.Usage),
            .. DetailSections.Of(seen), Unseen(seen), new("Proposed baton.yaml") { Paragraphs = ["Read it, correct it, keep it beside the application: every later command reads it."], Code = configuration },
        ];
        return new(
            $"Assessment of {report.Server}", $"{seen.Machine.HostName} · {seen.Machine.OperatingSystem} · {seen.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC",
            [.. sections.Where(section => !section.IsEmpty)]);
    }

    public static string Level(RiskLevel level) => level switch { RiskLevel.High => "high", RiskLevel.Medium => "medium", _ => "low" };

    private static ReportSection Machine(MachineFacts machine) => new("The machine")
    {
        Items =
        [
            $"{machine.OperatingSystem}, {machine.Architecture}, kernel {machine.Kernel}, C library {machine.Glibc}",
            $"{Counted.Of(machine.Cpus, "processor")} ({machine.CpuModel}), {Words.Bytes(machine.MemoryKiB * 1024.0)} of memory, {Words.Bytes(machine.AvailableKiB * 1024.0)} available, {Words.Bytes(machine.SwapKiB * 1024.0)} of swap",
            Load(machine),
            $"Time zone {machine.TimeZone}; its clock is {machine.ClockSynchronized switch { true => "kept right", false => "not kept right", null => "of unknown accuracy" }}; addresses {string.Join(", ", machine.Addresses.DefaultIfEmpty("unknown"))}",
        ],
        Columns = ["mounted at", "from", "kind", "size", "used", ""],
        Rows = [.. machine.Mounts.Select(IReadOnlyList<string> (mount) => [mount.Target, mount.Source, mount.FileSystem, Words.Bytes(mount.SizeBytes), Words.Bytes(mount.UsedBytes), $"{mount.UsedPercent} %"])],
    };

    private static string Load(MachineFacts machine)
    {
        var up = string.Create(CultureInfo.InvariantCulture, $"up {machine.Uptime.TotalDays:0.0} days, load {string.Join(" ", machine.Load.Select(load => load.ToString("0.00", CultureInfo.InvariantCulture)))}, processors busy {machine.BusyPercent} % of that time");
        return machine.History is { } history
            ? string.Create(CultureInfo.InvariantCulture, $"{up}; sysstat's {history.Days} days: {history.CpuAverage:0.0} % on average, {history.CpuHigh:0.0} % in the busiest twentieth")
            : $"{up}; nothing records the load";
    }

    private static ReportSection Risks(AssessmentReport report) => new("Risks, and what to do about them")
    {
        Paragraphs = report.Risks.Count == 0 ? ["None was found."] : [],
        Columns = ["", "risk", "what to do"],
        Rows = [.. report.Risks.Select(IReadOnlyList<string> (risk) => [Level(risk.Level), risk.What, risk.Advice])],
        IsRisks = true,
    };

    private static ReportSection Size(SizeSuggestion size) => new("A machine on EC2 for it")
    {
        Paragraphs =
        [
            size.InstanceType is { } type
                ? string.Create(CultureInfo.InvariantCulture, $"{type} ({size.Cpus} vCPUs, {size.MemoryGiB:0.#} GiB){(size.Monthly is { } monthly ? $": ${monthly:0.00} a month" : "")}. {size.Why}")
                : size.Why,
            $"Prices: {size.Basis}.",
        ],
        Columns = size.Prices.Count > 0 ? ["", "a month"] : [],
        Rows = [.. size.Prices.Select(IReadOnlyList<string> (price) => [price.What, price.Dollars is { } dollars ? string.Create(CultureInfo.InvariantCulture, $"${dollars:0.00}") : "unknown"])],
    };

    private static ReportSection Usage(UsageCycle? usage) => new("When to switch, and how long before that to say so")
    {
        Items = usage is null
            ? ["Access logs show no cycle of use here. Ask the people who use it; give a week's notice."]
            :
            [
                string.Create(CultureInfo.InvariantCulture, $"{usage.Requests} requests from {usage.From:yyyy-MM-dd} to {usage.To:yyyy-MM-dd}; the busiest hour of the week begins {usage.BusiestDay} {Hour(usage.BusiestHour)}."),
                string.Create(CultureInfo.InvariantCulture, $"The quietest two hours of the week begin {usage.QuietestDay} {Hour(usage.QuietestHour)}, in the server's time zone ({usage.QuietShare * 100:0.##} % of a week's requests)."),
                $"Tell the users {Counted.Of(usage.NoticeDays, "day")} before. {usage.Why}",
            ],
    };

    /// <summary>Nobody knows for certain what 12:00 am is.</summary>
    private static string Hour(int hour) => hour switch { 0 => "0:01", _ => string.Create(CultureInfo.InvariantCulture, $"{hour}:{(hour == 12 ? "01" : "00")}") };

    private static ReportSection Unseen(ServerAssessment seen) => new("What could not be seen") { Items = [.. seen.Unseen.Select(unseen => $"{unseen.Area}: {unseen.Why}")] };
}
