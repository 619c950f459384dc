using Baton.Cloud.Server;

namespace Baton.Tests.Cloud.Server;

public sealed class WildcardTests
{
    [Theory]
    [InlineData("web", "web", true)]
    [InlineData("web", "web1", false)]
    [InlineData("w?b", "web", true)]
    [InlineData("w?b", "wb", false)]
    [InlineData("*", "", true)]
    [InlineData("a*c*e", "abcde", true)]
    [InlineData("a*c*e", "abcdef", false)]
    [InlineData("*-2026*", "debian-12-20261121", true)]
    [InlineData(@"\*amazon\?\\", @"*amazon?\", true)]
    [InlineData(@"\*", "anything", false)]
    [InlineData("a.c", "abc", false)]
    [InlineData("two\nlines", "two\nlines", true)]
    public void A_value_matches_as_a_whole(string pattern, string value, bool matches) => Assert.Equal(matches, new Wildcard(pattern).IsMatch(value));

    [Fact]
    public void Many_stars_take_no_long_time()
    {
        var pattern = new Wildcard(string.Concat(Enumerable.Repeat("*a", 2000)));

        Assert.False(pattern.IsMatch(new string('a', 1999) + "b"));
    }
}
