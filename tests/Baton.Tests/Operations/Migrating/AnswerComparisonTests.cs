using Baton.Hosts.Postgres;
using Baton.Operations.Connections;
using Baton.Operations.Migrating.Testing;

namespace Baton.Tests.Operations.Migrating;

/// <summary>What counts as a difference between two answers.</summary>
public sealed class AnswerComparisonTests
{
    [Theory]
    [InlineData("<p>It is 2026-11-28T22:00:00.123Z", "<p>It is 2026-11-29T08:13:59Z")]
    [InlineData("Saturday, 28 Nov 2026 at 22:00:03", "Sunday, 29 November 2026 at 7:15:00 AM")]
    [InlineData("<input name=\"csrf\" value=\"Zk9Qw3nB7xT1uYpL0aVd2A==\">", "<input name=\"csrf\" value=\"q1W2e3R4t5Y6u7I8o9P0aQ==\">")]
    [InlineData("request 3f2504e0-4f89-11d3-9a0c-0305e82c3301", "request 11111111-2222-3333-4444-555555555555")]
    [InlineData("/assets/app-9f86d081884c7d659a2feaa0c55ad015.css", "/assets/app-2c26b46b68ffc68ff99b453c1d304134.css")]
    [InlineData("<p>one\n\n  two</p>\n", "<p>one\r\n two</p>")]
    [InlineData("expires=1795900000", "expires=1795999999")]
    public void Dates_tokens_and_white_space_are_no_difference(string old, string copy) => Assert.Empty(Differences(Answer(old), Answer(copy)));

    [Theory]
    [InlineData("<p>1200 employees", "<p>1199 employees", "line 1")]
    [InlineData("<p>one\n<p>two", "<p>one", "'<p>two' on the old server, nothing on the copy")]
    [InlineData("<a href=\"/login\">", "<a href=\"/signin\">", "/signin")]
    public void What_a_user_would_see_is_one(string old, string copy, string said) =>
        Assert.Contains(said, Assert.Single(Differences(Answer(old), Answer(copy))), StringComparison.Ordinal);

    [Fact]
    public void Headers_that_change_what_a_browser_does_are_compared_and_others_are_not()
    {
        var old = Answer("") with { Headers = Headers(("Content-Type", "text/html"), ("Strict-Transport-Security", "max-age=63072000"), ("Server", "nginx/1.18"), ("Date", "then")) };
        var copy = Answer("") with { Headers = Headers(("content-type", "text/html"), ("Server", "nginx/1.22"), ("Date", "now")) };

        Assert.Equal(["Strict-Transport-Security: 'max-age=63072000' on the old server, nothing on the copy"], Differences(old, copy));
    }

    [Fact]
    public void Of_a_cookie_its_name_and_its_protection_are_compared_and_never_shown_with_its_value()
    {
        var old = Answer("") with { Headers = Headers(("Set-Cookie", "session=s3cret; Path=/; HttpOnly; Secure; expires=Sat, 28 Nov 2026 22:00:00 GMT")) };
        Assert.Empty(Differences(old, Answer("") with { Headers = Headers(("Set-Cookie", "session=other; Path=/; HttpOnly; Secure; expires=Sun, 29 Nov 2026 22:00:00 GMT")) }));

        var difference = Assert.Single(Differences(old, Answer("") with { Headers = Headers(("Set-Cookie", "session=other; Path=/; HttpOnly")) }));
        Assert.Contains("Secure", difference, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", difference, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_operator_says_differs_by_nature_is_left_out() =>
        Assert.Empty(new AnswerComparison(["visitor number \\d+"]).Differences(Answer("You are visitor number 17!"), Answer("You are visitor number 4711!")));

    [Fact]
    public void A_certificate_that_browsers_refuse_is_a_difference_unless_the_old_one_is_the_same()
    {
        var refused = Answer("") with { Certificate = "it is for another name" };

        Assert.Empty(Differences(refused, refused));
        Assert.Equal(["the copy's certificate would be refused: it is for another name"], Differences(Answer(""), refused));
    }

    [Fact]
    public void A_server_that_does_not_answer_is_said_to_be_which()
    {
        var silent = new WebAnswer { Failure = "connection refused" };

        Assert.Equal(["the copy does not answer: connection refused"], Differences(Answer(""), silent));
        Assert.Equal(["the old server does not answer (connection refused), the copy does with 200"], Differences(silent, Answer("")));
    }

    [Fact]
    public void Data_that_users_change_meanwhile_are_told_apart_from_data_that_are_wrong()
    {
        ServerFingerprint Print(params (string Table, long Rows, string Sum)[] tables) => new()
        {
            Data = new() { Tables = [.. tables.Select(table => new TableFingerprint(table.Table, table.Rows, table.Sum))] },
        };
        var before = Print(("p: public.a", 10, "1"), ("p: public.b", 5, "2"), ("p: public.c", 7, "3"));
        var after = Print(("p: public.a", 10, "1"), ("p: public.b", 6, "9"), ("p: public.c", 7, "3"));

        var (wrong, summary) = DataComparison.Compare(before, after, Print(("p: public.a", 10, "1"), ("p: public.b", 6, "9"), ("p: public.c", 6, "4")));

        Assert.Equal([("table p: public.c", "7 rows, checksum 3 on the old server, 6 rows, checksum 4 on the copy")], wrong);
        Assert.Equal("1 equal, 1 changed by users meanwhile, 1 different (tables, sequences and folders)", summary);
    }

    [Theory]
    [InlineData("500", 500, "532", 532, true)]
    [InlineData("-500", 500, "-532", 532, true)]
    [InlineData("1 (unused)", 0, "33", 33, true)]
    [InlineData("500", 500, "499", 499, false)]
    [InlineData("1", 1, "1 (unused)", 0, false)]
    public void A_sequence_may_be_ahead_on_the_copy_and_not_behind(string old, int reached, string copy, int reachedThere, bool good)
    {
        ServerFingerprint Print(string value, int far) => new() { Data = new() { Sequences = [new("p: public.id_seq", value, far)] } };

        var (wrong, _) = DataComparison.Compare(Print(old, reached), Print(old, reached), Print(copy, reachedThere));

        Assert.Equal(good ? [] : [("sequence p: public.id_seq", $"{old} on the old server, {copy} on the copy")], wrong);
    }

    private static IReadOnlyList<string> Differences(WebAnswer old, WebAnswer copy) => new AnswerComparison([]).Differences(old, copy);

    private static WebAnswer Answer(string body) => new() { Status = 200, Body = body };

    private static Dictionary<string, IReadOnlyList<string>> Headers(params (string Name, string Value)[] headers) =>
        headers.ToDictionary(header => header.Name, header => (IReadOnlyList<string>)[header.Value], StringComparer.OrdinalIgnoreCase);
}
