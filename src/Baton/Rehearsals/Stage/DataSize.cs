namespace Baton.Rehearsals.Stage;

/// <summary>How much is in the payroll server. Ten times as much is what tells whether a pause grows with the data.</summary>
internal sealed record DataSize(int Employees, int Documents, int DocumentKiB)
{
    public static DataSize Times(int factor) => new(200 * factor, 150 * factor, 64);

    public int VolumeGiB => 2 + (int)((long)Documents * DocumentKiB / (512 * 1024));

    public override string ToString() => $"{Employees} employees, {Documents} documents of {DocumentKiB} KiB";
}
