using System.Globalization;
using System.Text.RegularExpressions;
using Baton.Aws.Elb;
using Baton.Aws.Wire;
using Baton.Cloud.LoadBalancing.TargetGroups;
using Baton.Cloud.Server;
using Baton.Cloud.State;
using ElbAction = Baton.Aws.Elb.Action;

namespace Baton.Cloud.LoadBalancing.Rules;

/// <summary>Actions as requests and answers write them, and as the cloud keeps them.</summary>
internal sealed partial class ActionRules(CloudContext cloud, TargetGroupBook groups)
{
    private const int MostWeight = 999;
    private const int MostGroups = 5;

    /// <summary>Throws AWS's errors for what the load balancer cannot do.</summary>
    public IReadOnlyList<RuleAction> Parse(BalancerRecord balancer, IReadOnlyList<ElbAction> actions)
    {
        if (actions.Count != 1)
        {
            throw actions.Count == 0 ? ElbErrors.Invalid("An action must be specified") : ElbErrors.Unsupported("more than one action, as authentication comes first and is not there.");
        }

        var action = actions[0];
        return [action.Type switch
        {
            "forward" => new RuleAction("forward") { Order = action.Order, Weights = Weights(balancer, action) },
            "redirect" when !balancer.IsNetwork => new RuleAction("redirect") { Order = action.Order, Redirect = Redirect(action.RedirectConfig ?? throw ElbErrors.Invalid("A redirect action must have a RedirectConfig")) },
            "fixed-response" when !balancer.IsNetwork => new RuleAction("fixed-response") { Order = action.Order, Fixed = Fixed(action.FixedResponseConfig ?? throw ElbErrors.Invalid("A fixed-response action must have a FixedResponseConfig")) },
            "authenticate-oidc" or "authenticate-cognito" or "jwt-validation" => throw ElbErrors.Unsupported("authentication."),
            _ => throw new AwsException("InvalidLoadBalancerAction", $"The action type '{action.Type}' is not valid with {(balancer.IsNetwork ? "network" : "application")} load balancer"),
        }];
    }

    public static IReadOnlyList<ElbAction> Show(IReadOnlyList<RuleAction> actions) => [.. actions.Select(action => new ElbAction
    {
        Type = action.Type,
        Order = action.Order,
        TargetGroupArn = action.Weights.Count == 1 ? action.Weights.Keys.First() : null,
        ForwardConfig = action.Weights.Count == 0 ? null : new()
        {
            TargetGroups = [.. action.Weights.Select(pair => new TargetGroupTuple { TargetGroupArn = pair.Key, Weight = pair.Value })], TargetGroupStickinessConfig = new() { Enabled = false },
        },
        RedirectConfig = action.Redirect is not { } to ? null : new() { Protocol = to.Protocol, Host = to.Host, Port = to.Port, Path = to.Path, Query = to.Query, StatusCode = $"HTTP_{to.Status}" },
        FixedResponseConfig = action.Fixed is not { } fix ? null : new() { StatusCode = fix.Status.ToString(CultureInfo.InvariantCulture), ContentType = fix.ContentType, MessageBody = fix.Body },
    })];

    private static RedirectAnswer Redirect(RedirectActionConfig config)
    {
        var status = config.StatusCode switch { "HTTP_301" => 301, "HTTP_302" => 302, _ => throw ElbErrors.Invalid("The status code of a redirect is HTTP_301 or HTTP_302") };
        if (config.Path is { } path && !path.StartsWith('/'))
        {
            throw ElbErrors.Invalid("The path of a redirect must begin with '/'");
        }

        if (config.Protocol is not (null or "HTTP" or "HTTPS" or "#{protocol}"))
        {
            throw ElbErrors.Invalid("The protocol of a redirect is HTTP, HTTPS or #{protocol}");
        }

        // What goes into a header must be able to.
        return new(status, config.Protocol ?? "#{protocol}", Plain(config.Host ?? "#{host}"), Plain(config.Port ?? "#{port}")) { Path = Plain(config.Path ?? "/#{path}"), Query = Plain(config.Query ?? "#{query}") };
    }

    private static string Plain(string text) => text.All(letter => letter is > ' ' and < (char)127) ? text : throw ElbErrors.Invalid($"'{text}' holds what cannot be in an address");

    private static FixedAnswer Fixed(FixedResponseActionConfig config)
    {
        if (!FixedStatus().IsMatch(config.StatusCode ?? ""))
        {
            throw ElbErrors.Invalid("The status code of a fixed response must be 2XX, 4XX or 5XX");
        }

        return config.ContentType is null or "text/plain" or "text/css" or "text/html" or "application/javascript" or "application/json" && config.MessageBody is not { Length: > 1024 }
            ? new(int.Parse(config.StatusCode!, CultureInfo.InvariantCulture), config.ContentType, config.MessageBody)
            : throw ElbErrors.Invalid("A fixed response has up to 1024 characters of text/plain, text/css, text/html, application/javascript or application/json");
    }

    private Dictionary<string, int> Weights(BalancerRecord balancer, ElbAction action)
    {
        if (action.ForwardConfig?.TargetGroupStickinessConfig?.Enabled == true)
        {
            throw ElbErrors.Unsupported("clients that stay with one of several target groups.");
        }

        var named = action.ForwardConfig?.TargetGroups.Select(one => (Arn: one.TargetGroupArn ?? "", Weight: one.Weight ?? 1)).ToList() ?? [];
        if (action.TargetGroupArn is { } arn && named.Count == 0)
        {
            named.Add((arn, 1));
        }

        if (named.Count is 0 or > MostGroups || named.Any(one => one.Weight is < 0 or > MostWeight) || named.DistinctBy(one => one.Arn).Count() < named.Count)
        {
            throw ElbErrors.Invalid($"A forward action has 1 to {MostGroups} different target groups, with weights between 0 and {MostWeight}");
        }

        named.ForEach(one => Check(balancer, groups.Find(one.Arn)));
        return named.ToDictionary(one => one.Arn, one => one.Weight);
    }

    private void Check(BalancerRecord balancer, TargetGroupRecord group)
    {
        if (balancer.IsNetwork != (group.Protocol == "TCP"))
        {
            throw new AwsException("IncompatibleProtocols", $"The protocol {group.Protocol} of target group '{group.Arn}' is not compatible with the listener's");
        }

        if (group.VpcId != balancer.VpcId)
        {
            throw ElbErrors.Configuration($"Target group '{group.Arn}' is not in the load balancer's VPC '{balancer.VpcId}'");
        }

        if (cloud.BalancersOf(group.Arn).Any(other => other.Arn != balancer.Arn))
        {
            throw new AwsException("TargetGroupAssociationLimit", $"The following target groups cannot be associated with more than one load balancer: {group.Arn}");
        }
    }

    [GeneratedRegex("^[245][0-9]{2}$", RegexOptions.NonBacktracking)]
    private static partial Regex FixedStatus();
}
