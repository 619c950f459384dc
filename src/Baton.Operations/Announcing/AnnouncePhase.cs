namespace Baton.Operations.Announcing;

public enum AnnouncePhase
{
    Before,
    During,
    After,
}
