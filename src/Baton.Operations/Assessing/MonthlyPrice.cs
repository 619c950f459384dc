namespace Baton.Operations.Assessing;

public sealed record MonthlyPrice(string What, decimal? Dollars);
