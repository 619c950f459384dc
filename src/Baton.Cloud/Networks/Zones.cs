namespace Baton.Cloud.Networks;

internal static class Zones
{
    /// <summary>use1-az1 for us-east-1a, euc1-az2 for eu-central-1b.</summary>
    public static string IdOf(string zone, string region)
    {
        // us-gov-west-1 and ap-southeast-2 become usgw1 and apse2.
        var parts = region.Split('-');
        var direction = parts[^2] switch
        {
            "northeast" => "ne",
            "northwest" => "nw",
            "southeast" => "se",
            "southwest" => "sw",
            var one => one[..1],
        };
        return $"{parts[0]}{(parts.Length == 4 ? parts[1][..1] : "")}{direction}{parts[^1]}-az{zone[^1] - 'a' + 1}";
    }
}
