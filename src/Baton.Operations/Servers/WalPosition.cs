using System.Globalization;

namespace Baton.Operations.Servers;

/// <summary>A place in the write-ahead log, as PostgreSQL writes it: <c>16/B374D848</c>.</summary>
public readonly record struct WalPosition(long Value) : IComparable<WalPosition>
{
    public static WalPosition Parse(string text)
    {
        var parts = text.Split('/');
        return new((long.Parse(parts[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture) << 32) | long.Parse(parts[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }

    public int CompareTo(WalPosition other) => Value.CompareTo(other.Value);

    public static bool operator <(WalPosition left, WalPosition right) => left.Value < right.Value;

    public static bool operator >(WalPosition left, WalPosition right) => left.Value > right.Value;

    public static bool operator <=(WalPosition left, WalPosition right) => left.Value <= right.Value;

    public static bool operator >=(WalPosition left, WalPosition right) => left.Value >= right.Value;

    public override string ToString() => $"{Value >> 32:X}/{Value & 0xFFFFFFFF:X}";
}
