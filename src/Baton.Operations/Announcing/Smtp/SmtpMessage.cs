using System.Globalization;
using System.Net.Mail;
using System.Text;

namespace Baton.Operations.Announcing.Smtp;

/// <summary>A mail as it goes over the wire (RFC 5322, MIME): text in UTF-8, nothing else.</summary>
internal static class SmtpMessage
{
    /// <param name="id">The same for every try, so that a reader's program shows a repeat once.</param>
    public static string Compose(MailAddress from, MailAddress to, AnnouncementText text, string id, DateTimeOffset date)
    {
        var message = new StringBuilder();
        void Header(string name, string value) => message.Append(name).Append(": ").Append(value).Append("\r\n");
        Header("From", Mailbox(from));
        Header("To", Mailbox(to));
        Header("Subject", Encoded(text.Subject));
        Header("Date", date.ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture) + date.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal));
        Header("Message-ID", $"<{id}@{from.Host}>");
        Header("MIME-Version", "1.0");
        Header("Content-Type", "text/plain; charset=utf-8");
        Header("Content-Transfer-Encoding", "base64");

        // No holiday replies to an announcement (RFC 3834).
        Header("Auto-Submitted", "auto-generated");
        message.Append("\r\n");
        var body = Convert.ToBase64String(Encoding.UTF8.GetBytes(text.Body.ReplaceLineEndings("\r\n")));
        for (var at = 0; at < body.Length; at += 76)
        {
            message.Append(body.AsSpan(at, Math.Min(76, body.Length - at))).Append("\r\n");
        }

        return message.ToString();
    }

    private static string Mailbox(MailAddress address) =>
        address.DisplayName.Length == 0 ? address.Address : $"{(IsAscii(address.DisplayName) ? $"\"{address.DisplayName.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"" : Encoded(address.DisplayName))} <{address.Address}>";

    /// <summary>RFC 2047: words of at most 75 characters, each of whole characters; a line break can never come through.</summary>
    private static string Encoded(string text)
    {
        text = text.ReplaceLineEndings(" ");
        if (IsAscii(text) && text.Length < 70)
        {
            return text;
        }

        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Encoding.UTF8.GetByteCount(word.ToString()) + rune.Utf8SequenceLength > 42)
            {
                words.Add(word.ToString());
                word.Clear();
            }

            word.Append(rune.ToString());
        }

        words.Add(word.ToString());
        return string.Join("\r\n ", words.Select(part => $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(part))}?="));
    }

    private static bool IsAscii(string text) => text.All(character => character is >= ' ' and < '\x7f');
}
