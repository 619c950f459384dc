using Baton.Hosts;
using Baton.Hosts.Disks;
using Baton.Hosts.Postgres;

namespace Baton.Operations.Migrating.Testing;

/// <summary>What a server holds, in figures: tables, sequences, folders.</summary>
internal sealed record ServerFingerprint
{
    private static readonly TimeSpan s_patience = TimeSpan.FromHours(6);

    public DataFingerprint Data { get; init; } = new();

    public IReadOnlyList<FolderManifest> Folders { get; init; } = [];

    /// <summary>Reads every row and every file.</summary>
    public static async Task<ServerFingerprint> TakeAsync(IHost host, SourceModel source, CancellationToken cancellationToken) => new()
    {
        Data = source.Postgres is { } postgres
            ? await new PostgresServer(host, postgres.Layout).FingerprintAsync(source.Options.Postgres?.Databases ?? [], s_patience, cancellationToken)
            : new(),
        Folders = await new Files(host).ReadManifestsAsync(source.Options.Folders, s_patience, cancellationToken),
    };

    /// <summary>Each thing by its name, with what it holds in one text: equal texts mean equal things.</summary>
    public IReadOnlyDictionary<string, string> Items() => Data.Tables.Select(table => (Name: $"table {table.Name}", Value: $"{table.Rows} rows, checksum {table.Checksum}"))
        .Concat(Data.Sequences.Select(sequence => (Name: $"sequence {sequence.Name}", sequence.Value)))
        .Concat(Folders.Select(folder => (Name: $"folder {folder.Folder}", Value: $"{folder.Files} files, {folder.Bytes} bytes, {folder.Sha256}")))
        .ToDictionary(item => item.Name, item => item.Value);

    /// <summary>How far each sequence has come, by the names of <see cref="Items"/>.</summary>
    public IReadOnlyDictionary<string, decimal> Reached() => Data.Sequences.ToDictionary(sequence => $"sequence {sequence.Name}", sequence => sequence.Reached);
}
