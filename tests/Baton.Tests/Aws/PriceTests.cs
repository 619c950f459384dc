using Baton.Aws.Prices;

namespace Baton.Tests.Aws;

public sealed class PriceTests
{
    // From AWS's price list for us-east-1, Linux, on demand: each family, and the sizes that could break the rule of proportion.
    [Theory]
    [InlineData("t2.micro", 0.0116)]
    [InlineData("t3.nano", 0.0052)]
    [InlineData("t3.micro", 0.0104)]
    [InlineData("t3.2xlarge", 0.3328)]
    [InlineData("t3a.small", 0.0188)]
    [InlineData("t4g.medium", 0.0336)]
    [InlineData("m5.24xlarge", 4.608)]
    [InlineData("m6i.32xlarge", 6.144)]
    [InlineData("m7i.large", 0.1008)]
    [InlineData("c5.9xlarge", 1.53)]
    [InlineData("c6i.8xlarge", 1.36)]
    [InlineData("c7i.large", 0.08925)]
    [InlineData("r5.large", 0.126)]
    [InlineData("r6i.xlarge", 0.252)]
    [InlineData("r7i.2xlarge", 0.5292)]
    public void An_hour_of_an_instance_costs_what_the_price_list_says(string type, double price) =>
        Assert.Equal((decimal)price, OnDemandPrices.InstanceHour(type));

    [Theory]
    [InlineData("x9.large")]
    [InlineData("t3")]
    [InlineData("m5.metal")]
    [InlineData("m5.-2xlarge")]
    public void A_type_that_the_table_does_not_know_has_no_price(string type) => Assert.Null(OnDemandPrices.InstanceHour(type));

    [Fact]
    public void What_gp3_includes_is_free_and_what_is_above_costs()
    {
        Assert.Equal(8m, OnDemandPrices.VolumeMonth("gp3", 100, 3000, 125));
        Assert.Equal(8m + 5m + 5m, OnDemandPrices.VolumeMonth("gp3", 100, 4000, 250));
    }

    [Fact]
    public void Ten_seconds_of_an_instance_are_billed_as_a_minute() =>
        Assert.Equal(CostLine.Instance("m5.large").During(TimeSpan.FromMinutes(1)), CostLine.Instance("m5.large").During(TimeSpan.FromSeconds(10)));

    [Fact]
    public void A_server_for_a_month_is_the_sum_of_its_lines()
    {
        CostLine[] server = [CostLine.Instance("t3.micro"), CostLine.Volume("gp3", 8), CostLine.PublicAddress()];

        Assert.Equal(7.592m + 0.64m + 3.65m, decimal.Round(server.Sum(line => line.Monthly)!.Value, 6));
    }
}
