using Baton.Aws.Ec2;

namespace Baton.Cloud.SecurityGroups;

/// <summary>Rules of a group with new descriptions, named by what they permit or by their ids.</summary>
internal sealed record DescribedRules(string? GroupId, string? GroupName, IReadOnlyList<IpPermission> Permissions, IReadOnlyList<SecurityGroupRuleDescription> ById);
