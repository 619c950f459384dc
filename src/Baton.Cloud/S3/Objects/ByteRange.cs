using System.Globalization;
using System.Runtime.InteropServices;

namespace Baton.Cloud.S3.Objects;

/// <summary>Some bytes of an object.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ByteRange(long First, long Length)
{
    public string Header(long size) => string.Create(CultureInfo.InvariantCulture, $"bytes {First}-{First + Length - 1}/{size}");

    /// <summary>Null when the header names no single range, and then counts for nothing. Throws InvalidRange when there is nothing in it.</summary>
    public static ByteRange? Parse(string? header, long size)
    {
        // bytes=0-99, bytes=100-, bytes=-100
        if (header is null || !header.StartsWith("bytes=", StringComparison.Ordinal) || header.Contains(','))
        {
            return null;
        }

        var ends = header["bytes=".Length..].Split('-');
        if (ends.Length != 2 || !TryRead(ends[0], out var first) || !TryRead(ends[1], out var last) || (first ?? last) is null || last < first)
        {
            return null;
        }

        if (first is null)
        {
            (first, last) = (Math.Max(0, size - last!.Value), last == 0 ? -1 : size - 1);
        }

        last = Math.Min(last ?? size - 1, size - 1);
        return first <= last ? new(first.Value, last.Value - first.Value + 1) : throw S3Errors.InvalidRange();
    }

    /// <summary>As x-amz-copy-source-range has it: both ends, within the source.</summary>
    public static ByteRange ParseCopy(string? header, long size)
    {
        if (header is null)
        {
            return new(0, size);
        }

        var ends = header.StartsWith("bytes=", StringComparison.Ordinal) ? header["bytes=".Length..].Split('-') : [];
        if (ends.Length != 2 || !TryRead(ends[0], out var first) || !TryRead(ends[1], out var last) || first is null || last is null || last < first)
        {
            throw S3Errors.InvalidArgument("The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy");
        }

        return last < size ? new(first.Value, last.Value - first.Value + 1) : throw S3Errors.InvalidArgument($"Range specified is not valid for source object of size: {size}");
    }

    // An end that is left out is null.
    private static bool TryRead(string text, out long? number)
    {
        number = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
        return number is not null || text.Length == 0;
    }
}
