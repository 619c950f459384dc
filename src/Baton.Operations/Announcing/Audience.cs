namespace Baton.Operations.Announcing;

public enum Audience
{
    Users,

    /// <summary>Colleagues who answer questions and watch.</summary>
    Internal,
}
