using Baton.Cloud.State;

namespace Baton.Cloud.LoadBalancing;

/// <summary>The attributes of load balancers, target groups and listeners. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html</summary>
internal static class BalancerAttributes
{
    private static readonly Dictionary<string, string> s_logs = new()
    {
        ["access_logs.s3.enabled"] = "false", ["access_logs.s3.bucket"] = "", ["access_logs.s3.prefix"] = "", ["deletion_protection.enabled"] = "false", ["zonal_shift.config.enabled"] = "false",
    };

    private static readonly AttributeTable s_application = new(new Dictionary<string, string>(s_logs)
    {
        ["load_balancing.cross_zone.enabled"] = "true", ["idle_timeout.timeout_seconds"] = "60", ["client_keep_alive.seconds"] = "3600", ["connection_logs.s3.enabled"] = "false",
        ["connection_logs.s3.bucket"] = "", ["connection_logs.s3.prefix"] = "", ["routing.http2.enabled"] = "true", ["routing.http.drop_invalid_header_fields.enabled"] = "false",
        ["routing.http.xff_client_port.enabled"] = "false", ["routing.http.preserve_host_header.enabled"] = "false", ["routing.http.xff_header_processing.mode"] = "append",
        ["routing.http.desync_mitigation_mode"] = "defensive", ["routing.http.x_amzn_tls_version_and_cipher_suite.enabled"] = "false", ["waf.fail_open.enabled"] = "false",
    });

    private static readonly AttributeTable s_network = new(new Dictionary<string, string>(s_logs)
    {
        ["load_balancing.cross_zone.enabled"] = "false", ["dns_record.client_routing_policy"] = "any_availability_zone", ["ipv6.deny_all_igw_traffic"] = "false",
    });

    private static readonly Dictionary<string, string> s_groups = new()
    {
        ["deregistration_delay.timeout_seconds"] = "300", ["stickiness.enabled"] = "false", ["load_balancing.cross_zone.enabled"] = "use_load_balancer_configuration",
        ["target_group_health.dns_failover.minimum_healthy_targets.count"] = "1", ["target_group_health.dns_failover.minimum_healthy_targets.percentage"] = "off",
        ["target_group_health.unhealthy_state_routing.minimum_healthy_targets.count"] = "1", ["target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage"] = "off",
    };

    private static readonly AttributeTable s_httpGroups = new(new Dictionary<string, string>(s_groups)
    {
        ["stickiness.type"] = "lb_cookie", ["stickiness.lb_cookie.duration_seconds"] = "86400", ["stickiness.app_cookie.cookie_name"] = "", ["stickiness.app_cookie.duration_seconds"] = "86400",
        ["slow_start.duration_seconds"] = "0", ["load_balancing.algorithm.type"] = "round_robin", ["load_balancing.algorithm.anomaly_mitigation"] = "off",
    });

    private static readonly AttributeTable s_tcpGroups = new(new Dictionary<string, string>(s_groups)
    {
        ["stickiness.type"] = "source_ip", ["deregistration_delay.connection_termination.enabled"] = "false", ["preserve_client_ip.enabled"] = "true", ["proxy_protocol_v2.enabled"] = "false",
        ["target_health_state.unhealthy.connection_termination.enabled"] = "true", ["target_health_state.unhealthy.draining_interval_seconds"] = "0",
    });

    private static readonly AttributeTable s_httpListeners = new(new Dictionary<string, string> { ["routing.http.response.server.enabled"] = "true" });

    private static readonly AttributeTable s_tcpListeners = new(new Dictionary<string, string> { ["tcp.idle_timeout.seconds"] = "350" });

    public static AttributeTable TableOf(BalancerRecord balancer) => balancer.IsNetwork ? s_network : s_application;

    public static AttributeTable TableOf(TargetGroupRecord group) => group.Protocol == "TCP" ? s_tcpGroups : s_httpGroups;

    public static AttributeTable TableOf(ListenerRecord listener) => listener.Protocol == "TCP" ? s_tcpListeners : s_httpListeners;

    public static string Attribute(this BalancerRecord balancer, string key) => TableOf(balancer).Of(balancer.Attributes, key);

    public static string Attribute(this TargetGroupRecord group, string key) => TableOf(group).Of(group.Attributes, key);
}
