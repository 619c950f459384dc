#!/usr/bin/python3
"""Writes the records of the AWS wire (src/Baton.Aws/*/Model.g.cs) from AWS's own service models, as botocore ships them.

Run it after adding an action to eng/wire-actions.txt:  /usr/bin/python3 eng/generate-wire.py
It needs Debian's python3-botocore. The output is committed, so that a build needs no Python.
"""
import gzip
import json
import pathlib
import sys

import botocore

ROOT = pathlib.Path(__file__).resolve().parent.parent
KINDS = {
    "string": ("string?", "Text"), "character": ("string?", "Text"), "integer": ("int?", "Whole"), "long": ("long?", "Wide"),
    "boolean": ("bool?", "Flag"), "float": ("double?", "Number"), "double": ("double?", "Number"),
    "timestamp": ("DateTimeOffset?", "Time"), "blob": ("byte[]?", "Bytes"),
}

# Whole actions that AWS has added since the botocore that Debian ships, cut from a newer botocore's model.
NEWER = {"ec2": ROOT / "eng" / "wire-added.json", "elbv2": ROOT / "eng" / "wire-added-elbv2.json"}

# Members that are left out, with all that is in them: whoever sends one is told that it is not known.
LEFT_OUT = {("Action", "AuthenticateOidcConfig"), ("Action", "AuthenticateCognitoConfig")}

# Members that AWS has added since then: shape, member, its model.
ADDED = {
    "ec2": [
        ("RegisterImageRequest", "TagSpecifications", {"shape": "TagSpecificationList", "locationName": "TagSpecification"}),
        ("DescribeImagesRequest", "MaxResults", {"shape": "Integer"}),
        ("DescribeImagesRequest", "NextToken", {"shape": "String"}),
        ("DescribeImagesResult", "NextToken", {"shape": "String", "locationName": "nextToken"}),
        ("CreateRouteTableRequest", "ClientToken", {"shape": "String"}),
        ("CreateNetworkAclRequest", "ClientToken", {"shape": "String"}),
        ("DescribeImagesRequest", "IncludeDisabled", {"shape": "Boolean"}),
        ("DeregisterImageRequest", "DeleteAssociatedSnapshots", {"shape": "Boolean"}),
        ("CopyImageRequest", "TagSpecifications", {"shape": "TagSpecificationList", "locationName": "TagSpecification"}),
        ("Image", "SourceInstanceId", {"shape": "String", "locationName": "sourceInstanceId"}),
        ("Image", "DeregistrationProtection", {"shape": "String", "locationName": "deregistrationProtection"}),
        ("Image", "SourceImageId", {"shape": "String", "locationName": "sourceImageId"}),
        ("Image", "SourceImageRegion", {"shape": "String", "locationName": "sourceImageRegion"}),
    ],
}


SERVICES = (
    ("ec2", "2016-11-15", "Ec2"), ("sts", "2011-06-15", "Sts"), ("route53", "2013-04-01", "Route53"), ("elbv2", "2015-12-01", "Elb"),
    ("iam", "2010-05-08", "Iam"),
)

# Lists that AWS answers even when they are empty, though its model does not say so: shape, member.
NEVER_LEFT_OUT = {("ResourceTagSet", "Tags")}


def load(service, version):
    folder = pathlib.Path(botocore.__file__).parent / "data" / service / version
    packed = folder / "service-2.json.gz"
    text = gzip.decompress(packed.read_bytes()) if packed.exists() else (folder / "service-2.json").read_bytes()
    model = json.loads(text)
    if service in NEWER:
        newer = json.loads(NEWER[service].read_text())
        for part in ("operations", "shapes"):
            model[part] = {**newer[part], **model[part]}
    for shape, member, definition in ADDED.get(service, []):
        model["shapes"][shape]["members"].setdefault(member, definition)
    return model


def upper_first(name):
    return name[0].upper() + name[1:]


class Generator:
    def __init__(self, model, namespace, service_type, actions):
        self.model, self.namespace, self.service_type, self.actions = model, namespace, service_type, actions
        self.ec2 = model["metadata"]["protocol"] == "ec2"
        self.rest = model["metadata"]["protocol"] == "rest-xml"
        self.done, self.lines, self.requests, self.paged_answers = set(), [], {}, set()

    def names(self, member_name, member):
        """The name in a query and the name in XML (botocore's EC2Serializer and EC2QueryParser). In REST the first one says where a member travels."""
        xml = member.get("locationName", member_name)
        if self.rest:
            return {"uri": f"{{{xml}}}", "querystring": f"?{xml}", "header": f"@{xml}"}.get(member.get("location"), xml), xml
        if not self.ec2:
            return member_name, xml
        query = member.get("queryName") or (upper_first(member["locationName"]) if "locationName" in member else member_name)
        return query, xml

    def list_call(self, name, shape, member_name, call):
        """REST leaves an empty list out, unless the shape must have it."""
        always = not self.rest or member_name in shape.get("required", []) or (name, member_name) in NEVER_LEFT_OUT
        return call if always else f"{call}UnlessEmpty"

    def pages(self, request):
        """Whether an answer says where the next one begins."""
        response = self.requests[request][1]
        shapes = [self.model["shapes"][request], self.model["shapes"].get(response, {})]
        return all("NextToken" in shape.get("members", {}) for shape in shapes)

    def run(self):
        for action in self.actions:
            operation = self.model["operations"][action]
            output = operation.get("output", {}).get("shape")
            request = operation.get("input", {}).get("shape")
            if request is None:
                request = f"{action}Request"
                self.model["shapes"][request] = {"type": "structure", "members": {}}
            self.requests[request] = (action, output or "EmptyResponse")
        self.paged_answers = {response for request, (_, response) in self.requests.items() if self.pages(request)}
        for request, (_, response) in self.requests.items():
            self.shape(request)
            if response != "EmptyResponse":
                self.shape(response)
        head = [
            "// <auto-generated>", "// Written by eng/generate-wire.py from AWS's service model. Do not edit.", "// </auto-generated>",
            "#nullable enable", "using Baton.Aws.Wire;", "", f"namespace Baton.Aws.{self.namespace};", "",
        ]
        return "\n".join(head + self.lines).rstrip() + "\n"

    def shape(self, name):
        if name in self.done:
            return
        self.done.add(name)
        shape = self.model["shapes"][name]
        members, maps, later = [], [], []
        for member_name, member in shape.get("members", {}).items():
            if (name, member_name) in LEFT_OUT:
                continue
            prop = upper_first(member_name)
            if prop == name:
                prop += "Value"
            query, xml = self.names(member_name, member)
            target = self.model["shapes"][member["shape"]]
            kind = target["type"]
            if kind in KINDS:
                csharp, call = KINDS[kind]
                members.append(f"public {csharp} {prop} {{ get; init; }}")
                maps.append(f'{prop} = wire.{call}("{query}", "{xml}", value.{prop}),')
            elif kind == "structure":
                later.append(member["shape"])
                members.append(f"public {member['shape']}? {prop} {{ get; init; }}")
                maps.append(f'{prop} = wire.Shape("{query}", "{xml}", value.{prop}),')
            elif kind == "list":
                item = target["member"]
                item_name = item.get("locationName", "item" if self.ec2 else "member")
                element = self.model["shapes"][item["shape"]]["type"]
                if element == "structure":
                    later.append(item["shape"])
                    members.append(f"public IReadOnlyList<{item['shape']}> {prop} {{ get; init; }} = [];")
                    maps.append(f'{prop} = wire.{self.list_call(name, shape, member_name, "Shapes")}("{query}", "{xml}", "{item_name}", value.{prop}),')
                elif element in KINDS:
                    members.append(f"public IReadOnlyList<string> {prop} {{ get; init; }} = [];")
                    maps.append(f'{prop} = wire.{self.list_call(name, shape, member_name, "Texts")}("{query}", "{xml}", "{item_name}", value.{prop}),')
                else:
                    raise SystemExit(f"{name}.{member_name}: a list of {element} is not known here")
            else:
                raise SystemExit(f"{name}.{member_name}: type {kind} is not known here")
        self.write(name, shape, members, maps)
        for other in later:
            self.shape(other)

    def write(self, name, shape, members, maps):
        bases = f"IShape<{name}>"
        paged = name in self.requests and self.pages(name)
        if name in self.requests:
            bases = f"{'IPagedRequest' if paged else 'IAwsRequest'}<{name}, {self.requests[name][1]}>"
        elif name in self.paged_answers:
            bases += ", IPagedAnswer"
        self.lines.append(f"public sealed record {name} : {bases}")
        self.lines.append("{")
        if name in self.requests:
            required = ", ".join(f'"{self.names(m, shape["members"][m])[0]}"' for m in shape.get("required", []))
            self.lines += [
                f"    public static AwsService Service => AwsService.{self.service_type};", "",
                f'    public static string Action => "{self.requests[name][0]}";', "",
                f"    public static IReadOnlyList<string> Required => [{required}];", "",
            ]
            if self.rest:
                http = self.model["operations"][self.requests[name][0]]["http"]
                status = http.get("responseCode", 200)
                body = self.model["operations"][self.requests[name][0]]["input"].get("locationName")
                body = f'"{body}"' if body else "null"
                self.lines += [f'    public static RestBinding? Rest {{ get; }} = new("{http["method"]}", "{http["requestUri"]}", {body}, {status});', ""]
        for member in members:
            self.lines += [f"    {member}", ""]
        if paged:
            self.lines += [f"    public {name} From(string? nextToken) => this with {{ NextToken = nextToken }};", ""]
        if maps:
            self.lines += [f"    public static {name} Map({name} value, WireMap wire) => new()", "    {"]
            self.lines += [f"        {line}" for line in maps] + ["    };"]
        else:
            self.lines.append(f"    public static {name} Map({name} value, WireMap wire) => new();")
        self.lines += ["}", ""]


def main():
    wanted = {}
    for line in (ROOT / "eng" / "wire-actions.txt").read_text().splitlines():
        line = line.split("#")[0].strip()
        if line:
            service, action = line.split()
            wanted.setdefault(service, []).append(action)
    for service, version, namespace in SERVICES:
        text = Generator(load(service, version), namespace, namespace, wanted[service]).run()
        (ROOT / "src" / "Baton.Aws" / namespace / "Model.g.cs").write_text(text)
        print(f"{namespace}: {len(wanted[service])} actions, {text.count('public sealed record')} records")


if __name__ == "__main__":
    sys.exit(main())
