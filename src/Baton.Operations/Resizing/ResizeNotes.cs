namespace Baton.Operations.Resizing;

/// <summary>What changes with the machine and no plan can keep.</summary>
internal static class ResizeNotes
{
    public static IReadOnlyList<string> Of(ResizeArguments arguments)
    {
        var server = arguments.Server;
        var notes = new List<string> { $"The private address changes: {server.Instance.PrivateAddress} stays with the old server, which forwards until 'baton finish'." };
        if (server.Instance.Elastic is null && server.Instance.PublicAddress is { } address)
        {
            notes.Add($"The public address changes: {address} goes when the old server does, on 'baton finish'.");
        }

        if (server.Instance.HasUserData && !server.Options.Launch.CarryUserData)
        {
            notes.Add("User data is not given to the new server, since it would run again there; set 'launch.carry-user-data: true' to give it.");
        }

        if (server.Postgres?.Standbys is { Count: > 0 } standbys)
        {
            notes.Add($"Standbys follow the old server and are not moved: {string.Join(", ", standbys)}.");
        }

        if (server.Postgres?.ArchiveMode is "on" or "always")
        {
            notes.Add("PostgreSQL archives its log: the new server does so after its promotion, on a new timeline.");
        }

        return notes;
    }
}
