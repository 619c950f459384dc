using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;

namespace Baton.Rehearsals.Witnessing;

/// <summary>Asks the application afterwards for every write that it had acknowledged.</summary>
public sealed class Verification(HttpClient http, WitnessRecord record)
{
    private const int Page = 2000;
    private const int MostComplaints = 20;
    private readonly List<string> _complaints = [];
    private int _lost;
    private int _duplicated;
    private int _lostUploads;

    public async Task<WitnessVerdict> RunAsync(CancellationToken cancellationToken)
    {
        foreach (var client in record.Requests.Where(static request => request.Kind is RequestKind.Write).GroupBy(static request => request.Client))
        {
            Compare(client, await KeptAsync(client.Key, cancellationToken));
        }

        var uploads = record.Requests.Where(static request => request is { Kind: RequestKind.Upload, Succeeded: true }).ToList();
        foreach (var upload in uploads)
        {
            await CompareAsync(upload, cancellationToken);
        }

        foreach (var failed in record.Requests.Where(static request => !request.Succeeded))
        {
            Complain(string.Create(CultureInfo.InvariantCulture,
                $"{failed.Client} #{failed.Number} failed after {(failed.Ended - failed.Began).TotalMilliseconds:F0} ms at {failed.Ended.TotalSeconds:F1} s: {failed.Failure}"));
        }

        return Verdict(uploads.Count);
    }

    private WitnessVerdict Verdict(int uploads) => new()
    {
        AcknowledgedWrites = record.Requests.Count(static request => request is { Kind: RequestKind.Write, Succeeded: true }),
        LostAcknowledgedWrites = _lost,
        DuplicatedWrites = _duplicated,
        Requests = record.Requests.Count,
        FailedRequests = record.Failed,
        LongestWriteGapMs = (int)record.LongestWriteGap.Length.TotalMilliseconds,
        LongestReadGapMs = (int)record.LongestReadGap.Length.TotalMilliseconds,
        AcknowledgedUploads = uploads,
        LostUploads = _lostUploads,
        KeepAlive = Clients(static request => request.KeepsConnection),
        ConnectionPerRequest = Clients(static request => !request.KeepsConnection),
        StaleAddress = record.Requests.Any(static request => request.Stale) ? Clients(static request => request.Stale) : null,
        Complaints = _complaints,
    };

    private ClientsVerdict Clients(Func<SeenRequest, bool> which)
    {
        var theirs = record.Requests.Where(which).ToList();
        return new ClientsVerdict(theirs.Count, theirs.Count(static request => !request.Succeeded));
    }

    private void Compare(IGrouping<string, SeenRequest> sent, Dictionary<long, KeptEntry> kept)
    {
        foreach (var request in sent.Where(static request => request.Succeeded))
        {
            if (!kept.TryGetValue(request.Number, out var entry) || entry.Copies == 0 || entry.Bookings == 0)
            {
                _lost++;
                Complain(string.Create(CultureInfo.InvariantCulture, $"{request.Client} #{request.Number} was acknowledged at {request.Ended.TotalSeconds:F1} s and is lost"));
            }
        }

        // Of all that is there, not only of what was acknowledged: a write that failed for its client may not count twice either.
        foreach (var entry in kept.Values.Where(static entry => entry.Copies > 1 || entry.Bookings > 1))
        {
            _duplicated++;
            Complain(string.Create(CultureInfo.InvariantCulture, $"{sent.Key} #{entry.Number} is kept {entry.Copies} times and had its effect {entry.Bookings} times"));
        }
    }

    private async Task CompareAsync(SeenRequest upload, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync(Witness.DocumentPath(upload.Client, upload.Number), cancellationToken);
        var sha256 = answer.IsSuccessStatusCode
            ? Convert.ToHexStringLower(SHA256.HashData(await answer.Content.ReadAsByteArrayAsync(cancellationToken)))
            : null;
        if (sha256 != upload.Sha256)
        {
            _lostUploads++;
            Complain(string.Create(CultureInfo.InvariantCulture,
                $"{upload.Client} #{upload.Number} was acknowledged at {upload.Ended.TotalSeconds:F1} s and is {(sha256 is null ? $"lost (HTTP {(int)answer.StatusCode})" : "damaged")}"));
        }
    }

    private async Task<Dictionary<long, KeptEntry>> KeptAsync(string client, CancellationToken cancellationToken)
    {
        var kept = new Dictionary<long, KeptEntry>();
        long after = -1;
        while (true)
        {
            var page = await http.GetFromJsonAsync(
                string.Create(CultureInfo.InvariantCulture, $"/api/entries/{client}?after={after}&limit={Page}"), WitnessJson.Default.KeptEntryArray, cancellationToken) ?? [];
            foreach (var entry in page)
            {
                kept[entry.Number] = entry;
                after = Math.Max(after, entry.Number);
            }

            if (page.Length < Page)
            {
                return kept;
            }
        }
    }

    private void Complain(string text)
    {
        if (_complaints.Count < MostComplaints)
        {
            _complaints.Add(text);
        }
    }
}
