namespace Baton.Rehearsals.Stage;

/// <summary>How much is in the payroll server. Ten times as much is what tells whether a pause grows with the data.</summary>
internal sealed record DataSize(int Employees, int Documents, int DocumentKiB)
{
    private const int RowsPerEmployee = 4;

    public static DataSize Times(int factor) => new(200 * factor, 150 * factor, 64);

    /// <summary>Each employee is one row and one more in each of three pay runs.</summary>
    public static int EmployeesFor(int rows) => (rows + RowsPerEmployee - 1) / RowsPerEmployee;

    public int Rows => Employees * RowsPerEmployee;

    public int VolumeGiB => 2 + (int)((long)Documents * DocumentKiB / (512 * 1024)) + (Employees / 500_000);

    public override string ToString() => $"{Employees} employees, {Documents} documents of {DocumentKiB} KiB";
}
