namespace Baton.Documents;

/// <summary>A name and what each server says of it.</summary>
internal sealed record NameDocument(string Name, IReadOnlyList<NameAnswerDocument> Answers);
