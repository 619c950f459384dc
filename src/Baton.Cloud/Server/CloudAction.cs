using Baton.Aws.Wire;

namespace Baton.Cloud.Server;

/// <summary>An action as the dispatcher sees it.</summary>
internal abstract class CloudAction
{
    public abstract string Name { get; }

    public abstract AwsService Service { get; }

    /// <summary>Where it lives, when it is one of a REST service.</summary>
    public virtual RestBinding? Rest => null;

    /// <summary>Changes nothing, so it need not wait for those that do.</summary>
    public virtual bool ReadOnly => Name.StartsWith("Describe", StringComparison.Ordinal) || Name.StartsWith("Get", StringComparison.Ordinal);

    /// <summary>What AWS can do and this cannot, for the support table in docs/local-cloud.md; null when nothing is missing.</summary>
    public virtual string? Missing => null;

    public abstract Task<XmlBytes> InvokeAsync(ActionCall call, CancellationToken cancellationToken);
}
