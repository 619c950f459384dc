using System.Globalization;

namespace Baton.Hosts.Postgres;

/// <summary>A position in the write-ahead log: <c>0/3000148</c>.</summary>
public readonly record struct WalPosition(ulong Value) : IComparable<WalPosition>
{
    public static WalPosition Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return new((ulong.Parse(text.AsSpan(0, slash), NumberStyles.HexNumber, CultureInfo.InvariantCulture) << 32)
            | ulong.Parse(text.AsSpan(slash + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }

    public int CompareTo(WalPosition other) => Value.CompareTo(other.Value);

    public static bool operator <(WalPosition left, WalPosition right) => left.Value < right.Value;

    public static bool operator >(WalPosition left, WalPosition right) => left.Value > right.Value;

    public static bool operator <=(WalPosition left, WalPosition right) => left.Value <= right.Value;

    public static bool operator >=(WalPosition left, WalPosition right) => left.Value >= right.Value;

    /// <summary>Bytes from <paramref name="right"/> to <paramref name="left"/>.</summary>
    public static long operator -(WalPosition left, WalPosition right) => unchecked((long)(left.Value - right.Value));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value >> 32:X}/{Value & 0xFFFFFFFF:X}");
}
