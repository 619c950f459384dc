"""Drives every action of IAM of a local cloud with boto3, and waits with boto3's own waiters. Prints the operations that were called, one per line.

The environment is that of 'baton cloud env'; nothing else says where the cloud is.
"""
import json

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

iam = boto3.client("iam", config=Config(retries={"max_attempts": 1}))
called = set()
iam.meta.events.register("provide-client-params.*.*", lambda model, **rest: called.add(model.name))


def refused(code, status, action, **parameters):
    try:
        action(**parameters)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        assert error.response["ResponseMetadata"]["HTTPStatusCode"] == status, error
        return
    raise AssertionError(f"{code} was expected of {action} {parameters}")


assert iam.get_user()["User"]["UserName"] == "local"
refused("NoSuchEntity", 404, iam.get_user, UserName="somebody")
assert iam.list_account_aliases()["AccountAliases"] == []
trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
role = iam.create_role(RoleName="app", Path="/web/", AssumeRolePolicyDocument=json.dumps(trust), Tags=[{"Key": "for", "Value": "tests"}])["Role"]
assert role["Arn"].endswith(":role/web/app") and role["AssumeRolePolicyDocument"] == trust, role
iam.get_waiter("role_exists").wait(RoleName="app")
refused("EntityAlreadyExists", 409, iam.create_role, RoleName="app", AssumeRolePolicyDocument=json.dumps(trust))
refused("MalformedPolicyDocument", 400, iam.create_role, RoleName="b", AssumeRolePolicyDocument="{")
assert iam.get_role(RoleName="app")["Role"]["Tags"] == [{"Key": "for", "Value": "tests"}]
for number in range(3):
    iam.create_role(RoleName=f"more-{number}", AssumeRolePolicyDocument=json.dumps(trust))
pages = list(iam.get_paginator("list_roles").paginate(PaginationConfig={"PageSize": 2}))
assert len(pages) == 2 and sum(len(page["Roles"]) for page in pages) == 4, pages
assert [one["RoleName"] for one in iam.list_roles(PathPrefix="/web/")["Roles"]] == ["app"]
iam.attach_role_policy(RoleName="app", PolicyArn="arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess")
assert iam.list_attached_role_policies(RoleName="app")["AttachedPolicies"] == [{"PolicyName": "AmazonS3ReadOnlyAccess", "PolicyArn": "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"}]
iam.put_role_policy(RoleName="app", PolicyName="own", PolicyDocument=json.dumps(trust))
assert iam.get_role_policy(RoleName="app", PolicyName="own")["PolicyDocument"] == trust
assert iam.list_role_policies(RoleName="app")["PolicyNames"] == ["own"]

iam.create_instance_profile(InstanceProfileName="app")
iam.get_waiter("instance_profile_exists").wait(InstanceProfileName="app")
iam.add_role_to_instance_profile(InstanceProfileName="app", RoleName="app")
refused("LimitExceeded", 409, iam.add_role_to_instance_profile, InstanceProfileName="app", RoleName="more-0")
assert iam.get_instance_profile(InstanceProfileName="app")["InstanceProfile"]["Roles"][0]["RoleName"] == "app"
assert len(iam.list_instance_profiles()["InstanceProfiles"]) == len(iam.list_instance_profiles_for_role(RoleName="app")["InstanceProfiles"]) == 1
refused("DeleteConflict", 409, iam.delete_role, RoleName="app")
iam.remove_role_from_instance_profile(InstanceProfileName="app", RoleName="app")
iam.delete_instance_profile(InstanceProfileName="app")
iam.detach_role_policy(RoleName="app", PolicyArn="arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess")
iam.delete_role_policy(RoleName="app", PolicyName="own")
iam.delete_role(RoleName="app")
refused("NoSuchEntity", 404, iam.get_role, RoleName="app")
print("\n".join(sorted(called)))
