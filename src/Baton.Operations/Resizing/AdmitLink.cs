using System.Text.Json.Serialization.Metadata;
using Baton.Aws.Ec2;
using Baton.Aws.Wire;
using Baton.Engine.Problems;
using Baton.Engine.Steps;
using Baton.Operations.Cloud;
using Baton.Operations.Discovery;
using Baton.Operations.Steps;

namespace Baton.Operations.Resizing;

/// <summary>Lets the new server, and no other address, reach the old one's SSH port.</summary>
internal sealed class AdmitLink(PlanScope scope, ServerModel server, Output<LaunchInstance.Result> launch) : Step<AdmitLink.Result>
{
    public override string Name => "admit-link";

    protected override JsonTypeInfo<Result> OutputType => OperationJson.Default.AdmitLinkResult;

    private string GroupId => server.Instance.SecurityGroupIds[0];

    public override StepDescription Describe() => new()
    {
        Changes = $"Add a rule to {GroupId}: SSH from the new server's private address",
        Undo = "remove the rule",
    };

    protected override async Task<Result> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var tags = RunTags.On("security-group-rule", RunTags.Of(context, $"{server.Name} link"));
        try
        {
            var answer = await scope.Services.Aws.SendAsync(
                new AuthorizeSecurityGroupIngressRequest { GroupId = GroupId, IpPermissions = [Permission()], TagSpecifications = [tags] }, cancellationToken);
            return new(GroupId, answer.SecurityGroupRules is [var rule, ..] ? rule.SecurityGroupRuleId : null);
        }
        catch (AwsException error) when (error.Code == "InvalidPermission.Duplicate")
        {
            // An earlier try of ours, or a rule that somebody has made for good: that one is not ours to remove.
            return await LookAsync(context, cancellationToken) ?? new(GroupId, null);
        }
        catch (AwsException error)
        {
            throw new BatonException(Aws.Client.AwsProblems.From(error), error);
        }
    }

    protected override async Task<Result?> LookAsync(StepContext context, CancellationToken cancellationToken)
    {
        var rule = await scope.Ec2.LookPatientlyAsync(() => FindAsync(context, cancellationToken), cancellationToken);
        return rule is null ? null : new(GroupId, rule.SecurityGroupRuleId);
    }

    protected override Task TakeBackAsync(Result output, StepContext context, CancellationToken cancellationToken) => output.RuleId is { } rule
        ? scope.Ec2.SendUnlessGoneAsync(new RevokeSecurityGroupIngressRequest { GroupId = output.GroupId, SecurityGroupRuleIds = [rule] }, cancellationToken)
        : Task.CompletedTask;

    private async Task<SecurityGroupRule?> FindAsync(StepContext context, CancellationToken cancellationToken)
    {
        var answer = await scope.Ec2.SendAsync(
            new DescribeSecurityGroupRulesRequest { Filters = [new() { Name = "group-id", Values = [GroupId] }, RunTags.ByStep(context)] }, cancellationToken);
        return answer.SecurityGroupRules is [var rule, ..] ? rule : null;
    }

    private IpPermission Permission() => new()
    {
        IpProtocol = "tcp",
        FromPort = server.Options.Ssh.Port,
        ToPort = server.Options.Ssh.Port,
        IpRanges = [new() { CidrIp = $"{launch.Value.PrivateAddress}/32", Description = "Baton: link between the old and the new server" }],
    };

    /// <param name="RuleId">Null when an equal rule was there before.</param>
    internal sealed record Result(string GroupId, string? RuleId);
}
