namespace Baton.Engine.Problems;

/// <summary>Something the operator must know: a stable code (<c>BTN0301</c>), what is wrong by name, and the next step to take.</summary>
public sealed record Problem(string Code, string Message, string Hint);
