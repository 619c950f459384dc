using System.Net.Mail;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Operations.Announcing.Smtp;
using Baton.Operations.Configuration;

namespace Baton.Operations.Announcing;

internal sealed class SendMail(string name, AnnouncementMail mail, AnnounceArguments arguments) : SendMessage(name, mail.To, arguments.RunsFolder)
{
    public override StepDescription Describe() => new() { Changes = $"Mail '{mail.Text.Subject}' to {mail.To}", CanUndo = false };

    protected override async Task<string?> DeliverAsync(Action committing, StepContext context, CancellationToken cancellationToken)
    {
        var smtp = arguments.Options.Smtp ?? throw new BatonException(AnnounceProblems.NotConfigured(arguments.Server));
        var (from, to) = (new MailAddress(arguments.Options.From), new MailAddress(mail.To));
        var message = SmtpMessage.Compose(from, to, mail.Text, $"{context.RunId}.{Name}", context.Time.GetLocalNow());
        await using var connection = await SmtpConnection.OpenAsync(smtp, AnnounceSecrets.Password(smtp), cancellationToken);
        try
        {
            var reply = await connection.SendAsync(from.Address, to.Address, message, committing, cancellationToken);
            return reply.IsGood ? null : reply.ToString();
        }
        catch (Exception broken) when (broken is IOException || (broken is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new BatonException(AnnounceProblems.ConnectionLost($"{smtp.Host}:{smtp.Port}", $"while {mail.To} was told"), broken);
        }
    }
}
