"""Drives every action of Route 53 of a local cloud with boto3 and its waiter. Prints the operations that were called, one per line.

Usage: route53_story.py ENDPOINT   (credentials and region from the environment)
"""
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

r53 = boto3.client("route53", endpoint_url=sys.argv[1], config=Config(retries={"max_attempts": 1}))
called = set()
r53.meta.events.register("provide-client-params.*.*", lambda model, **rest: called.add(model.name))


def refused(code, action, status=400, **parameters):
    try:
        action(**parameters)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        assert error.response["ResponseMetadata"]["HTTPStatusCode"] == status, error
        return error.response["Error"]["Message"]
    raise AssertionError(f"{code} was expected of {action} {parameters}")


def batch(*changes, **rest):
    return {"Changes": [{"Action": action, "ResourceRecordSet": record} for action, record in changes], **rest}


def record(name, type, *values, ttl=300):
    return {"Name": name, "Type": type, "TTL": ttl, "ResourceRecords": [{"Value": value} for value in values]}


made = r53.create_hosted_zone(Name="Example.com", CallerReference="one", HostedZoneConfig={"Comment": "ours"})
zone = made["HostedZone"]["Id"]
assert zone.startswith("/hostedzone/Z") and made["Location"].endswith(zone) and made["ResponseMetadata"]["HTTPStatusCode"] == 201
assert made["HostedZone"]["Name"] == "example.com." and len(made["DelegationSet"]["NameServers"]) == 4
refused("HostedZoneAlreadyExists", r53.create_hosted_zone, 409, Name="example.com", CallerReference="one")
refused("InvalidDomainName", r53.create_hosted_zone, Name="a..b", CallerReference="x")
for number, name in enumerate(["b.test", "a.test", "sub.a.test"]):
    r53.create_hosted_zone(Name=name, CallerReference=f"more {number}")

got = r53.get_hosted_zone(Id=zone)
assert got["HostedZone"]["Config"] == {"Comment": "ours", "PrivateZone": False} and got["HostedZone"]["ResourceRecordSetCount"] == 2
assert r53.update_hosted_zone_comment(Id=zone, Comment="theirs")["HostedZone"]["Config"]["Comment"] == "theirs"
refused("NoSuchHostedZone", r53.get_hosted_zone, 404, Id="Z0000000000000000000")
assert r53.get_hosted_zone_count()["HostedZoneCount"] == 4
pages = list(r53.get_paginator("list_hosted_zones").paginate(PaginationConfig={"PageSize": 1}))
assert len(pages) == 4 and {z["Name"] for page in pages for z in page["HostedZones"]} == {"example.com.", "b.test.", "a.test.", "sub.a.test."}
assert [z["Name"] for z in r53.list_hosted_zones_by_name()["HostedZones"]] == ["example.com.", "a.test.", "sub.a.test.", "b.test."]
named = r53.list_hosted_zones_by_name(DNSName="a.test", MaxItems="1")
assert [z["Name"] for z in named["HostedZones"]] == ["a.test."] and named["NextDNSName"] == "sub.a.test." and named["IsTruncated"]

change = r53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch=batch(
    ("CREATE", record("www.example.com", "A", "192.0.2.1", "192.0.2.2")), ("CREATE", record("*.example.com", "CNAME", "www.example.com")),
    ("UPSERT", record("example.com", "MX", "10 mail.example.com")), ("CREATE", record("mail.example.com", "A", "192.0.2.9")),
    ("CREATE", record("example.com", "TXT", '"v=spf1 ip4:192.0.2.1 -all"')), Comment="first"))["ChangeInfo"]
assert change["Status"] == "PENDING" and change["Comment"] == "first"
r53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch=batch(("CREATE", {
    "Name": "example.com", "Type": "A", "AliasTarget": {"HostedZoneId": zone.split("/")[-1], "DNSName": "www.example.com", "EvaluateTargetHealth": False}})))
r53.get_waiter("resource_record_sets_changed").wait(Id=change["Id"], WaiterConfig={"Delay": 1, "MaxAttempts": 10})
assert r53.get_change(Id=change["Id"])["ChangeInfo"]["Status"] == "INSYNC"
refused("NoSuchChange", r53.get_change, 404, Id="C000")

sets = [s for page in r53.get_paginator("list_resource_record_sets").paginate(HostedZoneId=zone, PaginationConfig={"PageSize": 2}) for s in page["ResourceRecordSets"]]
assert [(s["Name"], s["Type"]) for s in sets] == [
    ("example.com.", "A"), ("example.com.", "MX"), ("example.com.", "NS"), ("example.com.", "SOA"), ("example.com.", "TXT"),
    ("\\052.example.com.", "CNAME"), ("mail.example.com.", "A"), ("www.example.com.", "A")], sets
assert "ResourceRecords" not in sets[0] and sets[0]["AliasTarget"]["DNSName"] == "www.example.com."
answer = r53.test_dns_answer(HostedZoneId=zone, RecordName="www.example.com", RecordType="A")
assert answer["RecordData"] == ["192.0.2.1", "192.0.2.2"] and answer["ResponseCode"] == "NOERROR"


def bad(*changes):
    return refused("InvalidChangeBatch", r53.change_resource_record_sets, HostedZoneId=zone, ChangeBatch=batch(*changes))


assert "it already exists" in bad(("CREATE", record("www.example.com", "A", "192.0.2.1")))
assert "was not found" in bad(("DELETE", record("none.example.com", "A", "192.0.2.1")))
assert "do not match the current values" in bad(("DELETE", record("mail.example.com", "A", "192.0.2.9", ttl=301)))
assert "not permitted in zone" in bad(("CREATE", record("www.example.org", "A", "192.0.2.1")))
assert "not permitted at apex" in bad(("UPSERT", record("example.com", "CNAME", "www.example.com")))
assert "conflicting RRSet of type CNAME" in bad(("CREATE", record("*.example.com", "A", "192.0.2.1")))
assert "IllegalIPv4Address" in bad(("CREATE", record("x.example.com", "A", "192.0.2.300")))
assert "quotation marks" in bad(("CREATE", record("x.example.com", "TXT", "bare")))
assert "that target was not found" in bad(("CREATE", {
    "Name": "y.example.com", "Type": "A", "AliasTarget": {"HostedZoneId": zone.split("/")[-1], "DNSName": "none.a.example.com", "EvaluateTargetHealth": False}}))
assert "exactly one SOA" in bad(("DELETE", {key: sets[3][key] for key in ("Name", "Type", "TTL", "ResourceRecords")}))
before = r53.list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]
bad(("CREATE", record("good.example.com", "A", "192.0.2.1")), ("CREATE", record("www.example.com", "A", "192.0.2.1")))
assert r53.list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"] == before
refused("InvalidInput", r53.change_resource_record_sets, HostedZoneId=zone, ChangeBatch=batch(("CREATE", {"Name": "z.example.com", "Type": "A"})))
refused("HostedZoneNotEmpty", r53.delete_hosted_zone, Id=zone)

bare = zone.split("/")[-1]
r53.change_tags_for_resource(ResourceType="hostedzone", ResourceId=bare, AddTags=[{"Key": "stage", "Value": "test"}, {"Key": "a", "Value": ""}])
r53.change_tags_for_resource(ResourceType="hostedzone", ResourceId=bare, RemoveTagKeys=["a"])
assert r53.list_tags_for_resource(ResourceType="hostedzone", ResourceId=bare)["ResourceTagSet"]["Tags"] == [{"Key": "stage", "Value": "test"}]
empty = r53.list_hosted_zones_by_name(DNSName="b.test")["HostedZones"][0]["Id"]
assert r53.list_tags_for_resource(ResourceType="hostedzone", ResourceId=empty.split("/")[-1])["ResourceTagSet"]["Tags"] == []
assert r53.delete_hosted_zone(Id=empty)["ChangeInfo"]["Status"] == "PENDING"
refused("NoSuchHostedZone", r53.list_resource_record_sets, 404, HostedZoneId=empty)
print("\n".join(sorted(called)))
