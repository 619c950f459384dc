namespace Baton.Operations.Migrating.Databases;

/// <summary>What the operator should know of the way in which the database comes over.</summary>
internal static class WayNotes
{
    public static IReadOnlyList<string> Expected(WayChoice? choice) => choice is null
        ? []
        : [$"The database is to come over by the {choice.Way.Word} way: {choice.Why}. {What(choice.Way)}"];

    public static IReadOnlyList<string> Chosen(WayChoice choice) => choice.Way is DatabaseWay.None
        ? []
        : [$"The database comes over by the {choice.Way.Word} way: {choice.Why}. {What(choice.Way)}"];

    private static string What(DatabaseWay way) => way switch
    {
        DatabaseWay.Physical => "A standby follows; everything comes, byte for byte, and the pause at the cut-over does not grow with its size.",
        DatabaseWay.Logical =>
            "A new cluster gets roles and schema, and rows follow by publication and subscription; sequences are set at the cut-over, whose pause does not grow with the size. "
            + "Leave the schema alone until then: a change of it is found and refused.",
        DatabaseWay.Dump => "It is dumped and restored while users wait at the cut-over: a planned outage, which grows with the size. 'sync' does the same once beforehand, while users go on, and says how long it takes.",
        _ => "",
    };
}
