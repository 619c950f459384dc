using System.Net;
using System.Xml.Linq;
using Baton.Aws.Ec2;
using Baton.Aws.Sts;
using Baton.Aws.Wire;

namespace Baton.Tests.Aws;

public sealed class WireTests
{
    [Fact]
    public void A_request_is_written_as_flattened_parameters_with_the_names_of_the_query()
    {
        var request = new RunInstancesRequest
        {
            ImageId = "ami-1",
            MinCount = 1,
            MaxCount = 2,
            SecurityGroupIds = ["sg-1", "sg-2"],
            BlockDeviceMappings = [new() { DeviceName = "/dev/xvda", Ebs = new() { VolumeSize = 8, DeleteOnTermination = true } }],
        };

        var form = QueryWriter.Write<RunInstancesRequest, Reservation>(request).ToDictionary();

        Assert.Equal("RunInstances", form["Action"]);
        Assert.Equal("2016-11-15", form["Version"]);
        Assert.Equal("sg-2", form["SecurityGroupId.2"]);
        Assert.Equal("8", form["BlockDeviceMapping.1.Ebs.VolumeSize"]);
        Assert.Equal("true", form["BlockDeviceMapping.1.Ebs.DeleteOnTermination"]);
    }

    [Fact]
    public void What_was_written_is_read_back()
    {
        var request = new DescribeInstancesRequest
        {
            InstanceIds = ["i-1"],
            Filters = [new() { Name = "tag:Name", Values = ["a", "b"] }],
            MaxResults = 5,
        };

        var read = QueryReader.Read<DescribeInstancesRequest, DescribeInstancesResult>(
            QueryWriter.Write<DescribeInstancesRequest, DescribeInstancesResult>(request).ToDictionary());

        Assert.Equal(["i-1"], read.InstanceIds);
        Assert.Equal(["a", "b"], read.Filters.Single().Values);
        Assert.Equal(5, read.MaxResults);
    }

    [Fact]
    public void Numbers_of_a_list_may_have_gaps_and_more_than_one_digit()
    {
        var form = new Dictionary<string, string> { ["InstanceId.10"] = "i-c", ["InstanceId.2"] = "i-b", ["InstanceId.1"] = "i-a" };

        Assert.Equal(["i-a", "i-b", "i-c"], QueryReader.Read<DescribeInstancesRequest, DescribeInstancesResult>(form).InstanceIds);
    }

    [Fact]
    public void A_missing_parameter_is_named() =>
        Assert.Equal("MissingParameter", Assert.Throws<AwsException>(() => QueryReader.Read<CreateImageRequest, CreateImageResult>(new Dictionary<string, string>())).Code);

    [Fact]
    public void An_unknown_parameter_is_named()
    {
        var error = Assert.Throws<AwsException>(() =>
            QueryReader.Read<DescribeInstancesRequest, DescribeInstancesResult>(new Dictionary<string, string> { ["InstanceIds.1"] = "i-1" }));

        Assert.Equal("UnknownParameter", error.Code);
        Assert.Contains("InstanceIds.1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_where_a_number_belongs_is_an_invalid_value()
    {
        var form = new Dictionary<string, string> { ["MaxResults"] = "many" };

        Assert.Equal("InvalidParameterValue", Assert.Throws<AwsException>(() => QueryReader.Read<DescribeInstancesRequest, DescribeInstancesResult>(form)).Code);
    }

    [Fact]
    public void An_answer_is_written_and_read_with_the_names_of_the_XML()
    {
        var launched = new DateTimeOffset(2026, 11, 21, 9, 30, 0, TimeSpan.Zero);
        var answer = new DescribeInstancesResult
        {
            Reservations = [new() { ReservationId = "r-1", Instances = [new() { InstanceId = "i-1", LaunchTime = launched, State = new() { Code = 16, Name = "running" } }] }],
        };

        var document = XmlAnswerWriter.Document<DescribeInstancesRequest, DescribeInstancesResult>(answer, "request-1");
        var read = XmlAnswerReader.Read<DescribeInstancesRequest, DescribeInstancesResult>(document);

        Assert.Contains("<reservationSet><item>", document.ToString(SaveOptions.DisableFormatting), StringComparison.Ordinal);
        Assert.Equal("running", read.Reservations.Single().Instances.Single().State?.Name);
        Assert.Equal(launched, read.Reservations.Single().Instances.Single().LaunchTime);
    }

    [Fact]
    public void Text_of_any_length_and_with_any_characters_survives_the_answer()
    {
        // Longer than a piece of the answer's memory, with pairs of surrogates at every place where it may be cut.
        var odd = "a<b>&amp;\"'\t\r\n\u0001 " + string.Concat(Enumerable.Repeat("\ud83d\ude00x", 30_000)) + "]]>";
        var answer = new DescribeInstancesResult { NextToken = odd, Reservations = [new() { ReservationId = "", Instances = [] }] };

        var read = XmlAnswerReader.Read<DescribeInstancesRequest, DescribeInstancesResult>(XmlAnswerWriter.Document<DescribeInstancesRequest, DescribeInstancesResult>(answer, "request-1"));

        Assert.Equal(odd, read.NextToken);
        Assert.Equal("", read.Reservations.Single().ReservationId);
    }

    [Fact]
    public void An_answer_of_STS_stands_in_a_result_element()
    {
        var document = XmlAnswerWriter.Document<GetCallerIdentityRequest, GetCallerIdentityResponse>(new() { Account = "123456789012" }, "request-1");

        Assert.Equal("GetCallerIdentityResult", document.Root!.Elements().First().Name.LocalName);
        Assert.Equal("123456789012", XmlAnswerReader.Read<GetCallerIdentityRequest, GetCallerIdentityResponse>(document).Account);
    }

    [Theory]
    [InlineData("ec2")]
    [InlineData("sts")]
    public void An_error_survives_the_wire(string service)
    {
        var error = new AwsException("InvalidInstanceID.NotFound", "The instance ID 'i-1' does not exist", HttpStatusCode.BadRequest);
        var document = ErrorDocument.Write(service == "ec2" ? AwsService.Ec2 : AwsService.Sts, error, "request-1");

        var read = ErrorDocument.Read(document.ToString(), HttpStatusCode.BadRequest);

        Assert.Equal((error.Code, error.Message, "request-1"), (read.Code, read.Message, read.RequestId));
    }

    [Fact]
    public void What_a_client_sends_as_nothing_was_not_said()
    {
        var form = new Dictionary<string, string>
        {
            ["ImageId"] = "ami-1", ["MinCount"] = "1", ["MaxCount"] = "1", ["SubnetId"] = "", ["IamInstanceProfile.Name"] = "",
            ["BlockDeviceMapping.1.DeviceName"] = "/dev/sdf", ["BlockDeviceMapping.1.NoDevice"] = "", ["TagSpecification.1.ResourceType"] = "instance", ["TagSpecification.1.Tag.1.Key"] = "a", ["TagSpecification.1.Tag.1.Value"] = "",
        };

        var read = QueryReader.Read<RunInstancesRequest, Reservation>(form);

        Assert.Equal((null, null, "", ""), (read.SubnetId, read.IamInstanceProfile, read.BlockDeviceMappings[0].NoDevice, read.TagSpecifications[0].Tags[0].Value));
        Assert.Equal("MissingParameter", Assert.Throws<AwsException>(() => QueryReader.Read<DeleteVolumeRequest, EmptyResponse>(new Dictionary<string, string> { ["VolumeId"] = "" })).Code);
    }

    [Fact]
    public void A_page_that_is_not_from_AWS_becomes_an_error_with_its_status() =>
        Assert.Equal("Http502", ErrorDocument.Read("<html><br>Bad gateway", HttpStatusCode.BadGateway).Code);
}
