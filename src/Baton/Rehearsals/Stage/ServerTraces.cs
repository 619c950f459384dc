namespace Baton.Rehearsals.Stage;

/// <summary>What Baton puts on servers while it works, looked for after it said that it was done.</summary>
internal static class ServerTraces
{
    private const string Look = """
        sudo -n sh -c '
        for file in /etc/systemd/system/*.d/50-baton-*.conf /etc/systemd/system/baton-* /etc/baton /usr/local/lib/baton; do [ -e "$file" ] && echo "$file"; done
        command -v nft >/dev/null && nft list tables 2>/dev/null | grep baton
        grep -ls baton: /home/*/.ssh/authorized_keys
        runuser -u postgres -- psql -qAtXc "SELECT chr(115)||chr(108)||chr(111)||chr(116)||chr(32)||slot_name FROM pg_replication_slots" 2>/dev/null
        true'
        """;

    public static async Task<IEnumerable<string>> FindAsync(Guest guest, CancellationToken cancellationToken)
    {
        var found = await guest.RunAsync(Look, null, null, cancellationToken);
        return found.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(static line => $"on the server: {line}");
    }
}
