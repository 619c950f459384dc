using System.Net;

namespace Baton.Tests.Cloud.S3;

public sealed class BucketTests
{
    [Fact]
    public async Task A_bucket_is_made_found_and_deleted()
    {
        await using var room = await S3Room.OpenAsync();

        Assert.Equal(["room"], (await room.Client.SendAsync("GET", "/")).Values("Name"));
        Assert.Equal("us-east-1", (await room.SendAsync("HEAD", "")).Succeeded().Headers["x-amz-bucket-region"]);
        Assert.Equal(HttpStatusCode.NoContent, (await room.SendAsync("DELETE", "")).Status);
        Assert.Equal("NoSuchBucket", (await room.SendAsync("GET", "")).Code);
    }

    [Theory]
    [InlineData("Room")]
    [InlineData("ab")]
    [InlineData("a..b")]
    [InlineData("192.168.5.4")]
    [InlineData("xn--room")]
    [InlineData("room-")]
    public async Task A_name_that_cannot_be_a_buckets_is_refused(string name)
    {
        await using var room = await S3Room.OpenAsync();

        Assert.Equal("InvalidBucketName", (await room.Client.SendAsync("PUT", $"/{name}")).Code);
    }

    [Fact]
    public async Task A_bucket_of_ones_own_is_no_error_in_the_first_region_and_a_conflict_in_others()
    {
        await using var room = await S3Room.OpenAsync();
        using var elsewhere = new S3Client(room.Cloud, "eu-west-1");
        const string Here = "<CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint></CreateBucketConfiguration>";

        (await room.Client.SendAsync("PUT", "/room")).Succeeded();
        (await elsewhere.SendAsync("PUT", "/far", Here)).Succeeded();
        Assert.Equal("BucketAlreadyOwnedByYou", (await elsewhere.SendAsync("PUT", "/far", Here)).Code);
        Assert.Equal("eu-west-1", (await room.Client.SendAsync("GET", "/far?location")).Xml.Value);
        Assert.Equal("", (await room.SendAsync("GET", "?location")).Xml.Value);
        Assert.Equal("IllegalLocationConstraintException", (await elsewhere.SendAsync("PUT", "/further")).Code);
        Assert.Equal("InvalidLocationConstraint", (await room.Client.SendAsync("PUT", "/further", Here.Replace("eu-west-1", "moon-1", StringComparison.Ordinal))).Code);
    }

    [Fact]
    public async Task A_bucket_in_another_region_says_where_it_is()
    {
        await using var room = await S3Room.OpenAsync();
        using var elsewhere = new S3Client(room.Cloud, "eu-west-1");

        var answer = await elsewhere.SendAsync("GET", "/room");

        Assert.Equal((HttpStatusCode.MovedPermanently, "PermanentRedirect", "us-east-1"), (answer.Status, answer.Code, answer.Headers["x-amz-bucket-region"]));
    }

    [Fact]
    public async Task A_bucket_belongs_to_one_account()
    {
        await using var room = await S3Room.OpenAsync();
        using var other = new S3Client(room.Cloud, accountId: "210987654321");
        await room.PutAsync("mine", "x");

        Assert.Equal("BucketAlreadyExists", (await other.SendAsync("PUT", "/room")).Code);
        Assert.Equal("AccessDenied", (await other.SendAsync("GET", "/room/mine")).Code);
        Assert.Equal("AccessDenied", (await other.SendAsync("DELETE", "/room/mine")).Code);
        Assert.Empty((await other.SendAsync("GET", "/")).Values("Name"));
        Assert.Equal("AccessDenied", (await room.SendAsync("GET", "", "", ("x-amz-expected-bucket-owner", "210987654321"))).Code);
    }

    [Fact]
    public async Task A_bucket_with_something_in_it_is_not_deleted()
    {
        await using var room = await S3Room.OpenAsync();
        await room.PutAsync("a", "x");

        Assert.Equal("BucketNotEmpty", (await room.SendAsync("DELETE", "")).Code);
    }

    [Fact]
    public async Task Settings_are_those_of_a_new_bucket_and_others_are_refused_by_name()
    {
        await using var room = await S3Room.OpenAsync();

        Assert.Equal("VersioningConfiguration", (await room.SendAsync("GET", "?versioning")).Xml.Name.LocalName);
        Assert.Equal("AES256", (await room.SendAsync("GET", "?encryption")).Value("SSEAlgorithm"));
        Assert.Equal("NoSuchLifecycleConfiguration", (await room.SendAsync("GET", "?lifecycle")).Code);
        var refused = await room.SendAsync("PUT", "?versioning", "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
        Assert.Equal((HttpStatusCode.NotImplemented, "NotImplemented"), (refused.Status, refused.Code));
        Assert.Contains("BucketVersioning", refused.Text, StringComparison.Ordinal);
        (await room.SendAsync("PUT", "?ownershipControls", "<OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>")).Succeeded();
        Assert.Equal("NotImplemented", (await room.SendAsync("GET", "?inventory")).Code);
        Assert.Equal("AccessControlListNotSupported", (await room.SendAsync("PUT", "?acl", "", ("x-amz-acl", "public-read"))).Code);
    }

    [Fact]
    public async Task An_access_control_list_that_gives_nothing_new_is_taken_and_others_are_refused()
    {
        await using var room = await S3Room.OpenAsync();
        await room.PutAsync("x", "x");
        var list = (await room.SendAsync("GET", "/x?acl")).Succeeded();
        var own = list.Text;

        (await room.SendAsync("PUT", "/x?acl", own)).Succeeded();
        (await room.SendAsync("PUT", "?acl", own)).Succeeded();
        Assert.Equal("AccessControlListNotSupported", (await room.SendAsync("PUT", "/x?acl", own.Replace("FULL_CONTROL", "READ", StringComparison.Ordinal))).Code);
        Assert.Equal("AccessControlListNotSupported", (await room.SendAsync("PUT", "/x?acl", own.Replace(list.Value("ID"), "0", StringComparison.Ordinal))).Code);
    }

    [Fact]
    public async Task Tags_of_a_bucket_are_kept()
    {
        await using var room = await S3Room.OpenAsync();

        Assert.Equal("NoSuchTagSet", (await room.SendAsync("GET", "?tagging")).Code);
        (await room.SendAsync("PUT", "?tagging", "<Tagging><TagSet><Tag><Key>team</Key><Value>web</Value></Tag></TagSet></Tagging>")).Succeeded();
        Assert.Equal(["web"], (await room.SendAsync("GET", "?tagging")).Values("Value"));
        (await room.SendAsync("DELETE", "?tagging")).Succeeded();
        Assert.Equal("NoSuchTagSet", (await room.SendAsync("GET", "?tagging")).Code);
    }
}
