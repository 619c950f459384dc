using Baton.Cloud.StockImages;

namespace Baton.Tests.Cloud.StockImages;

public sealed class StockImageRecipeTests
{
    [Fact]
    public void The_same_recipe_has_the_same_id_and_another_mirror_makes_another()
    {
        var one = new StockImageRecipe(["deb http://a.example bookworm main"], []);
        var same = new StockImageRecipe(["deb http://a.example bookworm main"], []);
        var other = new StockImageRecipe(["deb http://b.example bookworm main"], []);

        Assert.Matches("^[0-9a-f]{17}$", one.Hash);
        Assert.Equal(one.Hash, same.Hash);
        Assert.NotEqual(one.Hash, other.Hash);
        Assert.Contains("openssh-server", one.Packages);
    }
}
