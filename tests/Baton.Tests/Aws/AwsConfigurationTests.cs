using Baton.Aws.Client;
using Baton.Engine.Problems;

namespace Baton.Tests.Aws;

/// <summary>
/// Runs alone: AWS's own library, which finds the credentials, reads the environment of the process. What is expected is what the AWS CLI does:
/// https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-endpoints.html and …/cli-configure-envvars.html .
/// </summary>
[CollectionDefinition(nameof(AwsConfigurationTests), DisableParallelization = true)]
[Collection(nameof(AwsConfigurationTests))]
public sealed class AwsConfigurationTests : IDisposable
{
    public AwsConfigurationTests() => AwsSurroundings.Clear();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => AwsSurroundings.Clear();

    [Fact]
    public async Task Keys_and_region_of_the_environment_are_used()
    {
        Keys("AKIDENV");
        Set("AWS_REGION", "eu-west-1");
        Set("AWS_DEFAULT_REGION", "eu-west-2");

        var options = new AwsConfiguration().Resolve();

        Assert.Equal("eu-west-1", options.Region);
        Assert.Equal("AKIDENV", await KeyIdAsync(options));
        Assert.Equal(new Uri("https://ec2.eu-west-1.amazonaws.com/"), options.EndpointOf("ec2"));
        Assert.Equal(new Uri("https://sts.eu-west-1.amazonaws.com/"), options.EndpointOf("sts"));
    }

    [Fact]
    public async Task The_default_profile_is_used_when_the_environment_says_nothing()
    {
        Config("[default]\nregion = eu-north-1\n");
        Credentials("[default]\naws_access_key_id = AKIDDEFAULT\naws_secret_access_key = s\n");

        var options = new AwsConfiguration().Resolve();

        Assert.Equal("eu-north-1", options.Region);
        Assert.Equal("AKIDDEFAULT", await KeyIdAsync(options));
    }

    [Fact]
    public async Task AWS_PROFILE_chooses_the_profile_but_keys_of_the_environment_still_win()
    {
        Config("[profile work]\nregion = sa-east-1\n");
        Credentials("[work]\naws_access_key_id = AKIDWORK\naws_secret_access_key = s\n");
        Set("AWS_PROFILE", "work");

        Assert.Equal("AKIDWORK", await KeyIdAsync(new AwsConfiguration().Resolve()));

        Keys("AKIDENV");
        var options = new AwsConfiguration().Resolve();
        Assert.Equal("AKIDENV", await KeyIdAsync(options));
        Assert.Equal("sa-east-1", options.Region);
    }

    [Fact]
    public async Task AWS_DEFAULT_PROFILE_chooses_keys_and_region_where_AWS_PROFILE_says_nothing()
    {
        Config("[default]\nregion = eu-west-3\n[profile work]\nregion = sa-east-1\n");
        Credentials("[default]\naws_access_key_id = AKIDDEFAULT\naws_secret_access_key = s\n[work]\naws_access_key_id = AKIDWORK\naws_secret_access_key = s\n");
        Set("AWS_DEFAULT_PROFILE", "work");

        var options = new AwsConfiguration().Resolve();
        Assert.Equal("AKIDWORK", await KeyIdAsync(options));
        Assert.Equal("sa-east-1", options.Region);

        Set("AWS_PROFILE", "default");
        Assert.Equal("AKIDDEFAULT", await KeyIdAsync(new AwsConfiguration().Resolve()));
    }

    [Fact]
    public async Task A_region_may_stand_in_the_credentials_file()
    {
        Credentials("[work]\naws_access_key_id = AKIDWORK\naws_secret_access_key = s\nregion = ap-south-1\n");
        Set("AWS_PROFILE", "work");

        var options = new AwsConfiguration().Resolve();

        Assert.Equal("ap-south-1", options.Region);
        Assert.Equal("AKIDWORK", await KeyIdAsync(options));
    }

    [Fact]
    public async Task An_empty_variable_is_as_good_as_none()
    {
        Config("[default]\nregion = eu-north-1\n");
        Credentials("[default]\naws_access_key_id = AKIDDEFAULT\naws_secret_access_key = s\n");

        // The runtime cannot set an empty variable; a shell can.
        var options = new AwsConfiguration { Environment = name => Environment.GetEnvironmentVariable(name) ?? "" }.Resolve();

        Assert.Equal("eu-north-1", options.Region);
        Assert.Equal("AKIDDEFAULT", await KeyIdAsync(options));
        Assert.Equal(new Uri("https://ec2.eu-north-1.amazonaws.com/"), options.EndpointOf("ec2"));
    }

    [Fact]
    public void Half_a_key_in_the_environment_is_a_problem_and_not_another_account()
    {
        Credentials("[default]\naws_access_key_id = AKIDDEFAULT\naws_secret_access_key = s\n");
        Set("AWS_ACCESS_KEY_ID", "AKIDENV");

        var problem = ProblemOf(() => new AwsConfiguration { Region = "us-east-1" }.Resolve());

        Assert.Equal("BTN0501", problem.Code);
        Assert.Contains("AWS_SECRET_ACCESS_KEY", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_that_was_asked_for_wins_over_keys_of_the_environment()
    {
        Keys("AKIDENV");
        Set("AWS_PROFILE", "other");
        Credentials("[work]\naws_access_key_id = AKIDWORK\naws_secret_access_key = s\naws_session_token = t\n");

        Assert.Equal("AKIDWORK", await KeyIdAsync(new AwsConfiguration { Profile = "work", Region = "us-east-1" }.Resolve()));
    }

    [Fact]
    public async Task Keys_may_stand_in_the_config_file()
    {
        Config("[profile work]\nregion = us-west-2\naws_access_key_id = AKIDCONFIG\naws_secret_access_key = s\n");

        var options = new AwsConfiguration { Profile = "work" }.Resolve();

        Assert.Equal("us-west-2", options.Region);
        Assert.Equal("AKIDCONFIG", await KeyIdAsync(options));
    }

    [Fact]
    public async Task A_program_may_give_the_keys()
    {
        Config("[profile work]\nregion = us-west-2\ncredential_process = " + Program("""{"Version": 1, "AccessKeyId": "AKIDPROCESS", "SecretAccessKey": "s"}""") + "\n");

        Assert.Equal("AKIDPROCESS", await KeyIdAsync(new AwsConfiguration { Profile = "work" }.Resolve()));
    }

    [Fact]
    public void A_profile_that_does_not_exist_is_named()
    {
        Set("AWS_PROFILE", "typo");

        var problem = ProblemOf(() => new AwsConfiguration { Region = "us-east-1" }.Resolve());

        Assert.Equal("BTN0501", problem.Code);
        Assert.Contains("'typo'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_region_is_a_problem() => Assert.Equal("BTN0502", ProblemOf(() => new AwsConfiguration().Resolve()).Code);

    [Fact]
    public async Task No_credentials_are_a_problem()
    {
        var options = new AwsConfiguration { Region = "us-east-1" }.Resolve();

        var error = await Assert.ThrowsAsync<BatonException>(() => options.Credentials(Token));

        Assert.Equal("BTN0501", Assert.Single(error.Problems).Code);
    }

    [Theory]
    [InlineData("eu-central-1", "https://ec2.eu-central-1.amazonaws.com/")]
    [InlineData("cn-north-1", "https://ec2.cn-north-1.amazonaws.com.cn/")]
    [InlineData("us-gov-west-1", "https://ec2.us-gov-west-1.amazonaws.com/")]
    public void An_endpoint_follows_the_region(string region, string endpoint) =>
        Assert.Equal(new Uri(endpoint), new AwsConfiguration { Region = region }.Resolve().EndpointOf("ec2"));

    [Fact]
    public void The_endpoint_nearest_to_the_service_wins()
    {
        // From the farthest to the nearest.
        Config("[profile p]\nregion = us-east-1\nendpoint_url = http://profile/\n");
        Credentials("[p]\naws_access_key_id = A\naws_secret_access_key = s\n");
        Set("AWS_PROFILE", "p");
        Assert.Equal("http://profile/", Endpoint());

        Config("[profile p]\nregion = us-east-1\nendpoint_url = http://profile/\nservices = local\n[services local]\nec2 =\n  endpoint_url = http://services/\n");
        Assert.Equal("http://services/", Endpoint());
        Assert.Equal("http://profile/", Endpoint("sts"));

        Set("AWS_ENDPOINT_URL", "http://environment/");
        Assert.Equal("http://environment/", Endpoint());

        Set("AWS_ENDPOINT_URL_EC2", "http://environment-ec2/");
        Assert.Equal("http://environment-ec2/", Endpoint());
        Assert.Equal("http://environment/", Endpoint("sts"));

        Assert.Equal("http://option/", new AwsConfiguration { Endpoint = "http://option/" }.Resolve().EndpointOf("ec2").ToString());
    }

    [Fact]
    public void Configured_endpoints_can_be_ignored()
    {
        Set("AWS_REGION", "us-east-1");
        Set("AWS_ENDPOINT_URL", "http://environment/");
        Set("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
        Assert.Equal("https://ec2.us-east-1.amazonaws.com/", Endpoint());

        Set("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", null);
        Set("AWS_PROFILE", "p");
        Config("[profile p]\nignore_configured_endpoint_urls = true\n");
        Assert.Equal("https://ec2.us-east-1.amazonaws.com/", Endpoint());

        Assert.Equal("http://option/", new AwsConfiguration { Endpoint = "http://option/" }.Resolve().EndpointOf("ec2").ToString());
    }

    [Theory]
    [InlineData("eu-central-1", "https://route53.amazonaws.com/")]
    [InlineData("cn-north-1", "https://route53.amazonaws.com.cn/")]
    [InlineData("us-gov-east-1", "https://route53.us-gov.amazonaws.com/")]
    public void Route_53_is_at_one_place_for_all_regions(string region, string endpoint)
    {
        Assert.Equal(endpoint, new AwsConfiguration { Region = region }.Resolve().EndpointOf("route53").ToString());
        Set("AWS_ENDPOINT_URL_ROUTE_53", "http://own.example/");
        Assert.Equal("http://own.example/", new AwsConfiguration { Region = region }.Resolve().EndpointOf("route53").ToString());
    }

    [Theory]
    [InlineData("127.0.0.1:4570")]
    [InlineData("localhost")]
    [InlineData("file:///tmp/x")]
    public void An_endpoint_without_http_is_a_problem(string endpoint) =>
        Assert.Equal("BTN0504", ProblemOf(() => new AwsConfiguration { Region = "us-east-1", Endpoint = endpoint }.Resolve().EndpointOf("ec2")).Code);

    private static string Endpoint(string service = "ec2") => new AwsConfiguration().Resolve().EndpointOf(service).ToString();

    private static async Task<string> KeyIdAsync(AwsClientOptions options) => (await options.Credentials(Token)).AccessKeyId;

    private static Problem ProblemOf(Action action) => Assert.Single(Assert.Throws<BatonException>(action).Problems);

    private static void Keys(string id)
    {
        Set("AWS_ACCESS_KEY_ID", id);
        Set("AWS_SECRET_ACCESS_KEY", "s");
    }

    private static void Config(string text) => File.WriteAllText(AwsSurroundings.ConfigFile, text);

    private static void Credentials(string text) => File.WriteAllText(AwsSurroundings.CredentialsFile, text);

    private static string Program(string output)
    {
        File.WriteAllText(AwsSurroundings.Program, $"#!/bin/sh\ncat <<'END'\n{output}\nEND\n");
        File.SetUnixFileMode(AwsSurroundings.Program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return AwsSurroundings.Program;
    }

    private static void Set(string name, string? value) => Environment.SetEnvironmentVariable(name, value);
}
