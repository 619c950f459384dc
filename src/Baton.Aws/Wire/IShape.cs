namespace Baton.Aws.Wire;

/// <summary>A record of the wire. Its one member list, <see cref="Map"/>, serves all directions: reading and writing, query and XML.</summary>
public interface IShape<TSelf>
    where TSelf : class, IShape<TSelf>, new()
{
    /// <summary>Passes every member through <paramref name="wire"/>: a writing wire writes <paramref name="value"/>, a reading one returns what it reads.</summary>
    static abstract TSelf Map(TSelf value, WireMap wire);
}
