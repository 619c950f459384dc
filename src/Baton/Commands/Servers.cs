using System.CommandLine;

namespace Baton.Commands;

internal static class Servers
{
    public static Argument<string> Argument() => new("SERVER") { Description = "The server's name in baton.yaml" };
}
