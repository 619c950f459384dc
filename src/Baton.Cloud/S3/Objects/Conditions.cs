using System.Globalization;
using Baton.Cloud.S3.Storage;

namespace Baton.Cloud.S3.Objects;

/// <summary>Requests that hold only if the object is, or is not, what the client thinks it is.</summary>
internal static class Conditions
{
    /// <param name="request">Whose headers they are.</param>
    /// <param name="record">What is there.</param>
    /// <param name="prefix">Before the names of the headers, when they are about the source of a copy.</param>
    public static void CheckRead(S3Request request, ObjectRecord record, string prefix = "")
    {
        var isCopy = prefix.Length > 0;
        if (request.Header($"{prefix}if-match") is { } match)
        {
            if (!Names(match, record))
            {
                throw S3Errors.PreconditionFailed();
            }
        }
        else if (Time(request.Header($"{prefix}if-unmodified-since")) is { } unmodified && Seconds(record) > unmodified)
        {
            throw S3Errors.PreconditionFailed();
        }

        if (request.Header($"{prefix}if-none-match") is { } none)
        {
            if (Names(none, record))
            {
                throw isCopy ? S3Errors.PreconditionFailed() : S3Errors.NotModified();
            }
        }
        else if (Time(request.Header($"{prefix}if-modified-since")) is { } modified && Seconds(record) <= modified)
        {
            throw isCopy ? S3Errors.PreconditionFailed() : S3Errors.NotModified();
        }
    }

    /// <summary>Against what a write would replace.</summary>
    public static void CheckWrite(S3Request request, ObjectRecord? before)
    {
        if (request.Header("if-none-match") is { } none)
        {
            if (none != "*")
            {
                throw S3Errors.NotImplemented("an If-None-Match of writes other than '*', as S3 has not");
            }

            if (before is not null)
            {
                throw S3Errors.PreconditionFailed();
            }
        }

        if (request.Header("if-match") is { } match && !Names(match, before ?? throw S3Errors.NoSuchKey()))
        {
            throw S3Errors.PreconditionFailed();
        }
    }

    public static bool Names(string header, ObjectRecord record) =>
        header.Split(',', StringSplitOptions.TrimEntries).Any(tag => tag == "*" || tag.Trim('"') == record.ETag);

    // What the clients were told has no fractions of seconds.
    private static DateTimeOffset Seconds(ObjectRecord record) => DateTimeOffset.FromUnixTimeSeconds(record.LastModified.ToUnixTimeSeconds());

    private static DateTimeOffset? Time(string? header) => DateTimeOffset.TryParse(header, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
