using Baton.Dns;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Operations.Configuration;

namespace Baton.Operations.Dns;

/// <summary>Watches until every name server of a zone says the same.</summary>
internal sealed class AuthorityWatch(DnsOptions options, DnsDirectory directory, OperationServices services)
{
    /// <summary>Throws when the patience is over, with those that say something else.</summary>
    public async Task UntilAsync(NameRecord wanted, string? doing, StepContext context, CancellationToken cancellationToken)
    {
        var (zone, type) = (await directory.ZoneOfAsync(wanted.Name, cancellationToken), Enum.Parse<DnsType>(wanted.Type));
        var began = services.Time.GetTimestamp();
        while (true)
        {
            var answers = await directory.AskAuthoritiesAsync(zone, wanted.Name, type, cancellationToken);

            // Who does not answer misleads nobody.
            var behind = answers.Where(answer => answer.Answered && !Says(answer, wanted, type)).Select(answer => answer.Server.Name).ToList();
            if (behind is [])
            {
                return;
            }

            if (services.Time.GetElapsedTime(began) >= options.Patience)
            {
                throw new BatonException(DnsProblems.NotEverywhere($"'{wanted}'", behind, options.Patience));
            }

            context.Progress.Say($"{doing ?? $"{wanted}"}; not yet at {string.Join(", ", behind)}");
            await Task.Delay(services.AwsPeriod, services.Time, cancellationToken);
        }
    }

    private static bool Says(NameAnswer answer, NameRecord wanted, DnsType type) =>
        wanted.Holds(answer.Values(type)) && answer.TimeToLive(type) == wanted.TimeToLive;
}
