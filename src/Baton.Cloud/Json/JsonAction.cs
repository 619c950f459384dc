using Baton.Aws.Wire;

namespace Baton.Cloud.Json;

/// <summary>An action of a service that speaks JSON: found by its name in the header X-Amz-Target, or, where it has a <see cref="Binding"/>, by method and path.</summary>
internal abstract class JsonAction
{
    public string Name => GetType().Name;

    /// <summary>As a signature names it: "ssm".</summary>
    public abstract string Service { get; }

    public virtual RestBinding? Binding => null;

    /// <summary>What AWS can do and this cannot, for the support table.</summary>
    public virtual string? Missing => null;

    /// <summary>Changes nothing, so it need not wait for those that do.</summary>
    public bool ReadOnly => Name.StartsWith("Get", StringComparison.Ordinal) || Name.StartsWith("List", StringComparison.Ordinal) || Name.StartsWith("Describe", StringComparison.Ordinal);

    public abstract Task<JsonAnswer> HandleAsync(JsonCall call, CancellationToken cancellationToken);
}
