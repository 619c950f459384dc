"""The wire as AWS's own Python library speaks it. Usage: botocore-wire.py ROOT requests|answers|rest-requests|rest-answers|signatures; answers reads what to parse from standard input."""
import base64
import datetime
import importlib.util
import json
import pathlib
import sys
from unittest import mock

import botocore.auth
import botocore.awsrequest
import botocore.credentials
import botocore.model
import botocore.parsers
import botocore.serialize

ROOT = pathlib.Path(sys.argv[1])
QUERY = {"ec2": "2016-11-15", "sts": "2011-06-15", "elbv2": "2015-12-01", "iam": "2010-05-08"}
REST = {"route53": "2013-04-01"}
NOW = datetime.datetime(2026, 11, 21, 9, 30, 0)


SPEC = importlib.util.spec_from_file_location("generate_wire", ROOT / "eng" / "generate-wire.py")
generator = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(generator)


def models(versions):
    return {name: botocore.model.ServiceModel(generator.load(name, version), name) for name, version in versions.items()}


def operations(versions):
    services = models(versions)
    for line in (ROOT / "eng" / "wire-actions.txt").read_text().splitlines():
        line = line.split("#")[0].strip()
        if line:
            service, action = line.split()
            if service in services:
                yield services[service], services[service].operation_model(action)


def filled(shape, name):
    """A value with every member set."""
    kind = shape.type_name
    if kind == "structure":
        return {member: filled(inner, member) for member, inner in shape.members.items() if (shape.name, member) not in generator.LEFT_OUT}
    if kind == "list":
        return [filled(shape.member, f"{name}1"), filled(shape.member, f"{name}2")]
    values = {"integer": 3, "long": 2**40, "boolean": True, "float": 1.5, "double": 1.5, "timestamp": NOW, "blob": b"\x00bytes"}
    return values.get(kind, f"{name} ä&=/")


def name(service, operation):
    return f"{service.api_version} {operation.name}"


def requests():
    for service, operation in operations(QUERY):
        params = filled(operation.input_shape, "") if operation.input_shape else {}
        body = botocore.serialize.create_serializer(service.metadata["protocol"], False).serialize_to_request(params, operation)["body"]
        yield {"action": name(service, operation), "form": {key: str(value) for key, value in body.items()}}


def plain(value):
    if isinstance(value, dict):
        return {key[0].upper() + key[1:]: plain(inner) for key, inner in value.items() if key != "ResponseMetadata"}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def answers():
    documents = json.load(sys.stdin)
    for service, operation in operations(QUERY):
        parser = botocore.parsers.create_parser(service.metadata["protocol"])
        answer = {"body": documents[name(service, operation)].encode(), "status_code": 200, "headers": {}}
        yield {"action": name(service, operation), "parsed": plain(parser.parse(answer, operation.output_shape))}


def rest_requests():
    for service, operation in operations(REST):
        params = filled(operation.input_shape, "") if operation.input_shape else {}
        sent = botocore.serialize.create_serializer("rest-xml", False).serialize_to_request(params, operation)
        body = sent["body"].decode() if isinstance(sent["body"], bytes) else ""
        query = {key: str(value) for key, value in sent["query_string"].items()}
        yield {"action": operation.name, "method": sent["method"], "path": sent["url_path"], "query": query, "body": body}


def rest_answers():
    documents = json.load(sys.stdin)
    for service, operation in operations(REST):
        answer = {"body": documents[operation.name]["body"].encode(), "status_code": 200, "headers": documents[operation.name]["headers"]}
        yield {"action": operation.name, "parsed": plain(botocore.parsers.create_parser("rest-xml").parse(answer, operation.output_shape))}


def signatures():
    cases = [
        ("POST", "http://127.0.0.1:4570/", "Action=DescribeInstances&Filter.1.Name=tag%3AName&Filter.1.Value.1=a%20b%2Bc"),
        ("POST", "https://ec2.us-east-1.amazonaws.com/", "Action=X&Value=%C3%A4%2F~-_."),
        ("GET", "http://localhost:4570/?Action=DescribeRegions&Version=2016-11-15&Name=a%20b&Empty=", ""),
        ("GET", "http://localhost:4570/a%20path/b?x=2&x=1&%C3%A4=1", ""),
    ]
    for token in (None, "a/session+token=="):
        keys = botocore.credentials.Credentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", token)
        for method, url, body in cases:
            for kind in (botocore.auth.SigV4Auth, botocore.auth.SigV4QueryAuth):
                if kind is botocore.auth.SigV4QueryAuth and method != "GET":
                    continue
                request = botocore.awsrequest.AWSRequest(method=method, url=url, data=body)
                if body:
                    request.headers["Content-Type"] = "application/x-www-form-urlencoded; charset=utf-8"
                with mock.patch("botocore.auth.datetime") as clock:
                    clock.datetime.utcnow.return_value = NOW
                    kind(keys, "ec2", "us-east-1").add_auth(request)
                sent = request.prepare()
                parts = botocore.auth.urlsplit(sent.url)
                headers = {key.lower(): value.decode() if isinstance(value, bytes) else value for key, value in sent.headers.items()}
                headers.setdefault("host", parts.netloc)
                yield {"method": method, "path": parts.path, "query": parts.query, "headers": headers, "body": body}


KINDS = {"requests": requests, "answers": answers, "rest-requests": rest_requests, "rest-answers": rest_answers, "signatures": signatures}
json.dump(list(KINDS[sys.argv[2]]()), sys.stdout)
