namespace Baton.Aws.Wire;

/// <summary>One page of an answer.</summary>
public interface IPagedAnswer
{
    /// <summary>Where the next page begins; null or empty on the last one.</summary>
    string? NextToken { get; }
}
