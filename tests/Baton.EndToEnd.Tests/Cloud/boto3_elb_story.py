"""Drives every action of Elastic Load Balancing of a local cloud with boto3, waits with boto3's own waiters, and sends requests through what it made.
Prints the operations that were called, one per line; "unknown NAME" for those that this boto3 is too old to know.

The environment is that of 'baton cloud env'; nothing else says where the cloud is.
"""
import http.client
import http.server
import socket
import threading
import time

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

config = Config(retries={"max_attempts": 1})
ec2 = boto3.client("ec2", config=config)
elb = boto3.client("elbv2", config=config)
called = set()
elb.meta.events.register("provide-client-params.*.*", lambda model, **rest: called.add(model.name))


def refused(code, action, **parameters):
    try:
        action(**parameters)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        assert 400 <= error.response["ResponseMetadata"]["HTTPStatusCode"] < 500, error
        return
    raise AssertionError(f"{code} was expected of {action} {parameters}")


def wait(name, **parameters):
    elb.get_waiter(name).wait(WaiterConfig={"Delay": 1, "MaxAttempts": 40}, **parameters)


class Named(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        body = f"{self.server.server_name} {self.headers['X-Forwarded-For']} {self.path}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


def target(name):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Named)
    server.server_name = name
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_port


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def get(address, port, path="/", **headers):
    connection = http.client.HTTPConnection(address, port, timeout=30)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


subnets = ec2.describe_subnets(Filters=[{"Name": "default-for-az", "Values": ["true"]}])["Subnets"]
vpc = subnets[0]["VpcId"]
two = [subnet["SubnetId"] for subnet in subnets[:2]]
group = ec2.create_security_group(GroupName="front", Description="front", VpcId=vpc)["GroupId"]
ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[{"IpProtocol": "tcp", "FromPort": 1, "ToPort": 65535, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}])

# A load balancer, and what it says of itself.
made = elb.create_load_balancer(Name="web", Subnets=two, SecurityGroups=[group], Tags=[{"Key": "for", "Value": "tests"}])["LoadBalancers"][0]
arn = made["LoadBalancerArn"]
assert made["State"]["Code"] == "provisioning" and made["Type"] == "application", made
wait("load_balancer_exists", Names=["web"])
wait("load_balancer_available", LoadBalancerArns=[arn])
shown = elb.describe_load_balancers(LoadBalancerArns=[arn])["LoadBalancers"][0]
assert shown["SecurityGroups"] == [group] and shown["VpcId"] == vpc and shown["DNSName"].endswith(".elb.amazonaws.com"), shown
assert {zone["SubnetId"] for zone in shown["AvailabilityZones"]} == set(two)
address = shown["AvailabilityZones"][0]["LoadBalancerAddresses"][0]["IpAddress"]
refused("LoadBalancerNotFound", elb.describe_load_balancers, Names=["nobody"])
refused("DuplicateLoadBalancerName", elb.create_load_balancer, Name="web", Subnets=two, Scheme="internal")
refused("InvalidConfigurationRequest", elb.create_load_balancer, Name="gate", Subnets=two, Type="gateway")
elb.modify_load_balancer_attributes(LoadBalancerArn=arn, Attributes=[{"Key": "idle_timeout.timeout_seconds", "Value": "5"}])
attributes = {one["Key"]: one["Value"] for one in elb.describe_load_balancer_attributes(LoadBalancerArn=arn)["Attributes"]}
assert attributes["idle_timeout.timeout_seconds"] == "5" and attributes["deletion_protection.enabled"] == "false", attributes
assert elb.set_security_groups(LoadBalancerArn=arn, SecurityGroups=[group])["SecurityGroupIds"] == [group]
assert len(elb.set_subnets(LoadBalancerArn=arn, Subnets=two)["AvailabilityZones"]) == 2
assert elb.set_ip_address_type(LoadBalancerArn=arn, IpAddressType="ipv4")["IpAddressType"] == "ipv4"
assert elb.describe_account_limits()["Limits"] and elb.describe_ssl_policies()["SslPolicies"]

# Targets on this computer.
quick = dict(HealthCheckIntervalSeconds=5, HealthCheckTimeoutSeconds=2, HealthyThresholdCount=2, UnhealthyThresholdCount=2)
blue, green = (elb.create_target_group(Name=name, Protocol="HTTP", Port=80, VpcId=vpc, TargetType="ip", **quick)["TargetGroups"][0]["TargetGroupArn"] for name in ("blue", "green"))
assert elb.describe_target_groups(Names=["blue"])["TargetGroups"][0]["Matcher"] == {"HttpCode": "200"}
elb.modify_target_group(TargetGroupArn=blue, HealthCheckPath="/health", Matcher={"HttpCode": "200-299"})
elb.modify_target_group_attributes(TargetGroupArn=blue, Attributes=[{"Key": "deregistration_delay.timeout_seconds", "Value": "10"}])
attributes = {one["Key"]: one["Value"] for one in elb.describe_target_group_attributes(TargetGroupArn=blue)["Attributes"]}
assert attributes["deregistration_delay.timeout_seconds"] == "10" and attributes["stickiness.type"] == "lb_cookie", attributes
first, second = ({"Id": "127.0.0.1", "Port": target(name)} for name in ("first", "second"))
elb.register_targets(TargetGroupArn=blue, Targets=[first])
elb.register_targets(TargetGroupArn=green, Targets=[second])
assert elb.describe_target_health(TargetGroupArn=blue)["TargetHealthDescriptions"][0]["TargetHealth"] == {
    "State": "unused", "Reason": "Target.NotInUse", "Description": "Target group is not configured to receive traffic from the load balancer"}

# A listener with rules, and requests through it.
port = free_port()
listener = elb.create_listener(LoadBalancerArn=arn, Protocol="HTTP", Port=port, DefaultActions=[{"Type": "forward", "TargetGroupArn": blue}])["Listeners"][0]["ListenerArn"]
wait("target_in_service", TargetGroupArn=blue, Targets=[first])
assert get(address, port, "/x?y=1") == (200, "first 127.0.0.1 /x?y=1"), get(address, port, "/x?y=1")
assert get(address, port, "/", **{"X-Forwarded-For": "192.0.2.1"})[1] == "first 192.0.2.1, 127.0.0.1 /"
rule = elb.create_rule(
    ListenerArn=listener, Priority=10, Conditions=[{"Field": "path-pattern", "PathPatternConfig": {"Values": ["/green/*"]}}],
    Actions=[{"Type": "forward", "ForwardConfig": {"TargetGroups": [{"TargetGroupArn": green, "Weight": 1}]}}])["Rules"][0]
assert rule["Conditions"][0]["Values"] == ["/green/*"] and rule["Actions"][0]["TargetGroupArn"] == green, rule
wait("target_in_service", TargetGroupArn=green)
assert get(address, port, "/green/1")[1] == "second 127.0.0.1 /green/1"
elb.modify_rule(RuleArn=rule["RuleArn"], Conditions=[{"Field": "host-header", "Values": ["green.test"]}])
assert get(address, port, "/", Host="green.test")[1].startswith("second")
refused("PriorityInUse", elb.create_rule, ListenerArn=listener, Priority=10, Conditions=[{"Field": "path-pattern", "Values": ["/"]}], Actions=[{"Type": "forward", "TargetGroupArn": blue}])
elb.set_rule_priorities(RulePriorities=[{"RuleArn": rule["RuleArn"], "Priority": 20}])
assert [one["Priority"] for one in elb.describe_rules(ListenerArn=listener)["Rules"]] == ["20", "default"]
elb.modify_listener(ListenerArn=listener, DefaultActions=[{"Type": "forward", "ForwardConfig": {"TargetGroups": [{"TargetGroupArn": blue, "Weight": 1}, {"TargetGroupArn": green, "Weight": 1}]}}])
answers = [get(address, port)[1].split()[0] for _ in range(60)]
assert set(answers) == {"first", "second"}, answers
elb.modify_listener(ListenerArn=listener, DefaultActions=[{"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "503", "ContentType": "text/plain", "MessageBody": "closed"}}])
assert get(address, port) == (503, "closed")
elb.modify_listener(ListenerArn=listener, DefaultActions=[{"Type": "forward", "TargetGroupArn": blue}])
assert elb.describe_listeners(LoadBalancerArn=arn)["Listeners"][0]["DefaultActions"][0]["ForwardConfig"]["TargetGroups"] == [{"TargetGroupArn": blue, "Weight": 1}]
secure = elb.create_listener(
    LoadBalancerArn=arn, Protocol="HTTPS", Port=free_port(), Certificates=[{"CertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/one"}],
    DefaultActions=[{"Type": "redirect", "RedirectConfig": {"StatusCode": "HTTP_302", "Path": "/"}}])["Listeners"][0]["ListenerArn"]
elb.add_listener_certificates(ListenerArn=secure, Certificates=[{"CertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/two"}])
assert len(elb.describe_listener_certificates(ListenerArn=secure)["Certificates"]) == 2
elb.remove_listener_certificates(ListenerArn=secure, Certificates=[{"CertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/two"}])
elb.delete_listener(ListenerArn=secure)
if hasattr(elb, "describe_listener_attributes"):
    elb.modify_listener_attributes(ListenerArn=listener, Attributes=[{"Key": "routing.http.response.server.enabled", "Value": "false"}])
    assert elb.describe_listener_attributes(ListenerArn=listener)["Attributes"]
else:
    called |= {"unknown DescribeListenerAttributes", "unknown ModifyListenerAttributes"}

# Draining, and nobody left.
elb.deregister_targets(TargetGroupArn=blue, Targets=[first])
wait("target_deregistered", TargetGroupArn=blue, Targets=[first])
for _ in range(50):
    if not elb.describe_target_health(TargetGroupArn=blue)["TargetHealthDescriptions"]:
        break
    time.sleep(0.2)
assert get(address, port)[0] == 503
dead = {"Id": "127.0.0.1", "Port": free_port()}
elb.register_targets(TargetGroupArn=blue, Targets=[dead])
assert get(address, port)[0] == 502
refused("InvalidTarget", elb.register_targets, TargetGroupArn=elb.create_target_group(Name="machines", Protocol="HTTP", Port=80, VpcId=vpc)["TargetGroups"][0]["TargetGroupArn"], Targets=[{"Id": "i-0123456789abcdef0"}])

# A network load balancer in front of the same.
flat = elb.create_load_balancer(Name="flat", Type="network", Subnets=two[:1])["LoadBalancers"][0]
tcp = elb.create_target_group(Name="flat", Protocol="TCP", Port=80, VpcId=vpc, TargetType="ip", HealthCheckIntervalSeconds=5, HealthCheckTimeoutSeconds=2)["TargetGroups"][0]["TargetGroupArn"]
elb.register_targets(TargetGroupArn=tcp, Targets=[second])
elb.create_listener(LoadBalancerArn=flat["LoadBalancerArn"], Protocol="TCP", Port=port, DefaultActions=[{"Type": "forward", "TargetGroupArn": tcp}])
wait("target_in_service", TargetGroupArn=tcp)
assert get(flat["AvailabilityZones"][0]["LoadBalancerAddresses"][0]["IpAddress"], port, "/n") == (200, "second None /n")
refused("IncompatibleProtocols", elb.create_listener, LoadBalancerArn=flat["LoadBalancerArn"], Protocol="TCP", Port=free_port(), DefaultActions=[{"Type": "forward", "TargetGroupArn": blue}])

# Tags, and the end.
elb.add_tags(ResourceArns=[arn, blue, listener], Tags=[{"Key": "more", "Value": ""}])
elb.remove_tags(ResourceArns=[blue], TagKeys=["more"])
tags = {one["ResourceArn"]: one["Tags"] for one in elb.describe_tags(ResourceArns=[arn, blue])["TagDescriptions"]}
assert tags == {arn: [{"Key": "for", "Value": "tests"}, {"Key": "more", "Value": ""}], blue: []}, tags
refused("ResourceInUse", elb.delete_target_group, TargetGroupArn=blue)
refused("OperationNotPermitted", elb.delete_rule, RuleArn=elb.describe_rules(ListenerArn=listener)["Rules"][-1]["RuleArn"])
elb.delete_rule(RuleArn=rule["RuleArn"])
for balancer in (arn, flat["LoadBalancerArn"]):
    elb.delete_load_balancer(LoadBalancerArn=balancer)
wait("load_balancers_deleted", LoadBalancerArns=[arn])
elb.delete_target_group(TargetGroupArn=blue)
assert not ec2.describe_network_interfaces(Filters=[{"Name": "description", "Values": ["ELB *"]}])["NetworkInterfaces"]
print("\n".join(sorted(called)))
