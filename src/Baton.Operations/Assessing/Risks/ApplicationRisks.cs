using Baton.Engine;

namespace Baton.Operations.Assessing.Risks;

internal static class ApplicationRisks
{
    public static IEnumerable<Risk> Find(ServerParts parts)
    {
        var seen = parts.Seen;
        foreach (var process in parts.Loose)
        {
            yield return new(
                RiskLevel.Medium, "application", $"{process.Command} (as {process.User}) listens, and no service started it: nothing starts it again.",
                "Write a systemd unit for it; Baton switches units.");
        }

        foreach (var process in seen.Processes.Where(process => process is { User: "root", Listens: true } && parts.ApplicationUnits.Contains(process.Unit)).DistinctBy(process => process.Unit))
        {
            yield return new(RiskLevel.Low, "application", $"{process.Unit} runs as root.", "Give it a user of its own on the new server.");
        }

        foreach (var file in seen.SettingsFiles.Where(file => file.Mode is [.., var others] && others is '4' or '5' or '6' or '7'))
        {
            yield return new(RiskLevel.Medium, "secrets", $"Every user of the server may read {file.Path} (mode {file.Mode}).", $"If it holds a password: chmod o= {file.Path}");
        }

        foreach (var runtime in seen.Runtimes.Where(runtime => runtime.Path.StartsWith("/home/", StringComparison.Ordinal) || runtime.Path.StartsWith("/root/", StringComparison.Ordinal) || runtime.Path.StartsWith("/usr/local/", StringComparison.Ordinal) || runtime.Path.StartsWith("/opt/", StringComparison.Ordinal)))
        {
            yield return new(RiskLevel.Medium, "application", $"{runtime.Name} {runtime.Version} is not of the distribution: {runtime.Path}.", "It does not come with the packages: carry its folder over, or install it in a provisioning step.");
        }

        if (seen.Containers.Count > 0)
        {
            yield return new(RiskLevel.High, "application", $"It runs {Counted.Of(seen.Containers.Count, "container")}.", "Baton does not carry containers: pull their images on the new server, and name their volumes under 'folders'.");
        }

        if (parts.OwnCronJobs.Count + parts.OwnTimers.Count + seen.AtJobs > 0)
        {
            yield return new(
                RiskLevel.Medium, "schedule", $"Its own are {Counted.Of(parts.OwnCronJobs.Count, "cron job")}, {Counted.Of(parts.OwnTimers.Count, "timer")} and {Counted.Of(seen.AtJobs, "at job")}: run on two servers they do everything twice.",
                "Keep them under 'fenced' in baton.yaml (cron.service is enough for cron); they run on the new server after the switch only.");
        }
    }
}
