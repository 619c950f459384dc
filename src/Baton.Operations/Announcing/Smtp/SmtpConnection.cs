using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Baton.Engine.Problems;
using Baton.Hosts;
using Baton.Operations.Configuration;

namespace Baton.Operations.Announcing.Smtp;

/// <summary>
/// A conversation with a mail server (RFC 5321), as much of it as handing over a mail takes. Our own, because .NET's SmtpClient knows no TLS from the first byte and
/// hides which answer came to which command; and that is what tells a mail that was not taken from one of which nothing is known.
/// </summary>
internal sealed class SmtpConnection : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly TcpClient _tcp;
    private readonly SmtpOptions _options;
    private Stream _stream;
    private StreamReader _reader;

    private SmtpConnection(TcpClient tcp, SmtpOptions options)
    {
        _tcp = tcp;
        _options = options;
        _stream = tcp.GetStream();
        _reader = NewReader();
    }

    private string Server => $"{_options.Host}:{_options.Port.ToString(CultureInfo.InvariantCulture)}";

    public static async Task<SmtpConnection> OpenAsync(SmtpOptions options, Secret? password, CancellationToken cancellationToken)
    {
        var server = $"{options.Host}:{options.Port.ToString(CultureInfo.InvariantCulture)}";
        var tcp = new TcpClient();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_patience);
        try
        {
            await tcp.ConnectAsync(options.Host, options.Port, limit.Token);
            var connection = new SmtpConnection(tcp, options);
            await connection.GreetAsync(password, limit.Token);
            return connection;
        }
        catch (Exception failure)
        {
            tcp.Dispose();
            throw failure switch
            {
                SocketException socket => new BatonException(AnnounceProblems.MailServerUnreachable(server, socket.Message), socket),
                AuthenticationException certificate => new BatonException(AnnounceProblems.MailServerNotTrusted(server, certificate.Message), certificate),
                IOException broken => new BatonException(AnnounceProblems.ConnectionLost(server, "the greeting"), broken),
                OperationCanceledException late when !cancellationToken.IsCancellationRequested => new BatonException(AnnounceProblems.MailServerUnreachable(server, "it does not answer."), late),
                _ => failure,
            };
        }
    }

    /// <summary>The answer to the recipient's name, or to the mail; sender and connection that are refused are thrown.</summary>
    /// <param name="committing">Called right before the server may take the mail: from then on until its answer, nothing is known.</param>
    public async Task<SmtpReply> SendAsync(string from, string to, string message, Action committing, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_patience);
        var sender = await AskAsync($"MAIL FROM:<{from}>", limit.Token);
        if (!sender.IsGood)
        {
            throw new BatonException(sender.IsTemporary ? AnnounceProblems.NotTaken(Server, sender.ToString()) : AnnounceProblems.SenderRefused(Server, from, sender.ToString()));
        }

        var recipient = await AskAsync($"RCPT TO:<{to}>", limit.Token);
        if (!recipient.IsGood)
        {
            await AskAsync("RSET", limit.Token);
            return recipient;
        }

        var ready = await AskAsync("DATA", limit.Token);
        if (ready.Code != 354)
        {
            return ready;
        }

        // A line that begins with a dot gets a second one; base64 and our headers have none, yet this is the place that must know it.
        var body = message.Replace("\r\n.", "\r\n..", StringComparison.Ordinal);
        await _stream.WriteAsync(Encoding.ASCII.GetBytes(body), limit.Token);
        await _stream.FlushAsync(limit.Token);
        committing();
        return await AskAsync(".", limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        using var moment = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            await AskAsync("QUIT", moment.Token);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException)
        {
            // It is gone already; nothing was left to say.
        }

        _reader.Dispose();
        await _stream.DisposeAsync();
        _tcp.Dispose();
    }

    private async Task GreetAsync(Secret? password, CancellationToken cancellationToken)
    {
        if (_options.Security == SmtpSecurity.Tls)
        {
            await EncryptAsync(cancellationToken);
        }

        await DemandAsync(await ReadAsync(cancellationToken));
        var offers = await DemandAsync(await AskAsync($"EHLO {LocalName()}", cancellationToken));
        if (_options.Security == SmtpSecurity.StartTls)
        {
            if (!offers.Lines.Contains("STARTTLS", StringComparer.OrdinalIgnoreCase) || !(await AskAsync("STARTTLS", cancellationToken)).IsGood)
            {
                throw new BatonException(AnnounceProblems.NoStartTls(Server));
            }

            await EncryptAsync(cancellationToken);
            offers = await DemandAsync(await AskAsync($"EHLO {LocalName()}", cancellationToken));
        }

        if (_options.User is { } user && password is not null)
        {
            await LogInAsync(user, password, offers, cancellationToken);
        }
    }

    private async Task LogInAsync(string user, Secret password, SmtpReply offers, CancellationToken cancellationToken)
    {
        var ways = offers.Lines.FirstOrDefault(line => line.StartsWith("AUTH", StringComparison.OrdinalIgnoreCase))?.Split(' ', '=') ?? [];
        string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
        SmtpReply answer;
        if (ways.Contains("PLAIN", StringComparer.OrdinalIgnoreCase) || !ways.Contains("LOGIN", StringComparer.OrdinalIgnoreCase))
        {
            answer = await AskAsync($"AUTH PLAIN {Base64($"\0{user}\0{password.Reveal()}")}", cancellationToken);
        }
        else
        {
            await AskAsync("AUTH LOGIN", cancellationToken);
            await AskAsync(Base64(user), cancellationToken);
            answer = await AskAsync(Base64(password.Reveal()), cancellationToken);
        }

        if (!answer.IsGood)
        {
            throw new BatonException(answer.IsTemporary ? AnnounceProblems.NotTaken(Server, answer.ToString()) : AnnounceProblems.LoginRefused(Server, user, answer.ToString()));
        }
    }

    private async Task EncryptAsync(CancellationToken cancellationToken)
    {
        var encrypted = new SslStream(_stream);
        await encrypted.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = _options.Host }, cancellationToken);
        _stream = encrypted;

        // A new reader: what a stranger may have put before the encryption is thrown away with the old one.
        _reader = NewReader();
    }

    private Task<SmtpReply> DemandAsync(SmtpReply reply) => reply.IsGood ? Task.FromResult(reply) : throw new BatonException(AnnounceProblems.NotTaken(Server, reply.ToString()));

    private async Task<SmtpReply> AskAsync(string command, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"), cancellationToken);
        await _stream.FlushAsync(cancellationToken);
        return await ReadAsync(cancellationToken);
    }

    /// <summary>Lines of "250-SIZE 1000", the last of "250 HELP".</summary>
    private async Task<SmtpReply> ReadAsync(CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        while (true)
        {
            var line = await _reader.ReadLineAsync(cancellationToken) ?? throw new IOException("the mail server closed the connection");
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code))
            {
                throw new IOException("the mail server does not speak SMTP");
            }

            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] != '-')
            {
                return new(code, lines);
            }
        }
    }

    private StreamReader NewReader() => new(_stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, bufferSize: 1024, leaveOpen: true);

    private static string LocalName()
    {
        var name = Environment.MachineName;
        return name.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-') ? name : "localhost";
    }
}
