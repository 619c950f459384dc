namespace Baton.Operations.Assessing;

public enum RiskLevel
{
    /// <summary>Data, or the migration itself, is in danger.</summary>
    High,

    /// <summary>Somebody must decide or prepare something.</summary>
    Medium,

    /// <summary>Good to know.</summary>
    Low,
}
