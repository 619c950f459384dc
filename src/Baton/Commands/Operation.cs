using System.CommandLine;
using Baton.Documents;
using Baton.Operations;

namespace Baton.Commands;

/// <summary>
/// One kind of operation: its name, its options, and how what the operator wrote becomes a run. 'plan X' and 'X' are made from the same one, so that
/// they cannot differ.
/// </summary>
internal abstract class Operation
{
    public abstract string Name { get; }

    public abstract string Description { get; }

    /// <summary>Of the command itself; 'plan' shows the same with its own first word.</summary>
    public abstract string Example { get; }

    /// <summary>Whether the operator is shown the plan and asked before it begins.</summary>
    public virtual bool Asks => false;

    /// <summary>Whether this very run is worth a question, of an operation that asks.</summary>
    public virtual bool AsksAbout(PreparedRun run) => Asks;

    /// <summary>It cannot be undone: without a person to ask, --yes must be said.</summary>
    public virtual bool IsFinal => false;

    public abstract IEnumerable<Symbol> Symbols();

    /// <summary>Of what the command does beyond its plan.</summary>
    public virtual IEnumerable<Symbol> SymbolsOfRun() => [];

    /// <summary>What the command does instead of a run of its own, when its options ask for that; null when they do not.</summary>
    public virtual Func<Task<int>>? Instead(Session session, ParseResult parsed, CancellationToken cancellationToken) => null;

    public abstract Task<PreparedRun> PrepareAsync(Session session, ParseResult parsed, CancellationToken cancellationToken);

    /// <summary>After the run has succeeded.</summary>
    public virtual void Succeeded(Session session, ParseResult parsed)
    {
    }

    /// <summary>What the command does after that; what comes of it goes into its answer.</summary>
    public virtual Task<RunDocument> GoOnAsync(Session session, ParseResult parsed, RunDocument document, CancellationToken cancellationToken) => Task.FromResult(document);
}
