using Baton.Engine.Problems;

namespace Baton.Hosts;

/// <summary>How the typed parts talk to a host.</summary>
internal static class HostCalls
{
    extension(IHost host)
    {
        /// <summary>Runs the script and reads its answers; what the script names as a problem, and any other failure, is thrown as one.</summary>
        public async Task<Answers> AskAsync(HostScript script, CancellationToken cancellationToken)
        {
            var result = await host.RunAsync(script, cancellationToken);
            var answers = Answers.Parse(result.Output);
            if (result.Succeeded)
            {
                return answers;
            }

            var problems = answers.Rows("problem").Select(row => ScriptProblems.Read(host.Name, row[0], row.Length > 1 ? row[1] : "")).ToArray();
            throw new BatonException(problems is [] ? [HostProblems.ScriptFailed(host.Name, script.Name, result)] : problems);
        }
    }

    /// <summary>A list as scripts take it: one item per line.</summary>
    public static string Lines(IEnumerable<string> items) => string.Join('\n', items);
}
