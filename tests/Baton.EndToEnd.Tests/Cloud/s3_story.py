"""Keeps objects in a local cloud's S3 with boto3, as a user would who has typed: eval "$(baton cloud env)"."""
import hashlib
import io
import os
import urllib.request

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.client import Config
from botocore.exceptions import ClientError

s3 = boto3.client("s3")


def refused(code, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
    else:
        raise AssertionError(f"{code} was expected")


s3.create_bucket(Bucket="boto")
s3.get_waiter("bucket_exists").wait(Bucket="boto")
refused("BucketAlreadyOwnedByYou", boto3.client("s3", region_name="eu-west-1").create_bucket, Bucket="boto", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})

# Several parts at once, each checked.
data = os.urandom(25_000_000)
s3.upload_fileobj(io.BytesIO(data), "boto", "dir/big", ExtraArgs={"Metadata": {"a": "1"}, "ContentType": "x/y"}, Config=TransferConfig(multipart_chunksize=6 << 20, max_concurrency=4))
head = s3.head_object(Bucket="boto", Key="dir/big")
assert (head["ContentLength"], head["Metadata"], head["ContentType"]) == (len(data), {"a": "1"}, "x/y"), head
parts = [hashlib.md5(data[at:at + (6 << 20)]).digest() for at in range(0, len(data), 6 << 20)]
assert head["ETag"] == f'"{hashlib.md5(b"".join(parts)).hexdigest()}-{len(parts)}"', head["ETag"]
back = io.BytesIO()
s3.download_fileobj("boto", "dir/big", back)
assert back.getvalue() == data
assert s3.get_object(Bucket="boto", Key="dir/big", PartNumber=2)["Body"].read() == data[6 << 20:12 << 20]
s3.copy({"Bucket": "boto", "Key": "dir/big"}, "boto", "dir/copy", Config=TransferConfig(multipart_threshold=8 << 20, multipart_chunksize=8 << 20))
assert hashlib.sha256(s3.get_object(Bucket="boto", Key="dir/copy")["Body"].read()).digest() == hashlib.sha256(data).digest()

# Every way to say what the bytes are.
for algorithm in ["CRC32", "SHA1", "SHA256"]:
    put = s3.put_object(Bucket="boto", Key=algorithm, Body=b"body", ChecksumAlgorithm=algorithm)
    got = s3.get_object(Bucket="boto", Key=algorithm, ChecksumMode="ENABLED")
    assert got["Body"].read() == b"body" and got[f"Checksum{algorithm}"] == put[f"Checksum{algorithm}"]
upload = s3.create_multipart_upload(Bucket="boto", Key="sums", ChecksumAlgorithm="SHA256")["UploadId"]
part = s3.upload_part(Bucket="boto", Key="sums", UploadId=upload, PartNumber=1, Body=b"part", ChecksumAlgorithm="SHA256")
assert s3.list_parts(Bucket="boto", Key="sums", UploadId=upload)["Parts"][0]["ETag"] == part["ETag"]
done = s3.complete_multipart_upload(
    Bucket="boto", Key="sums", UploadId=upload,
    MultipartUpload={"Parts": [{"PartNumber": 1, "ETag": part["ETag"], "ChecksumSHA256": part["ChecksumSHA256"]}]})
assert done["ChecksumSHA256"].endswith("-1"), done
upload = s3.create_multipart_upload(Bucket="boto", Key="never")["UploadId"]
assert [one["UploadId"] for one in s3.list_multipart_uploads(Bucket="boto")["Uploads"]] == [upload]
s3.abort_multipart_upload(Bucket="boto", Key="never", UploadId=upload)
refused("NoSuchUpload", s3.list_parts, Bucket="boto", Key="never", UploadId=upload)

# Keys that need care on the way, and pages.
keys = ["a b", "a+b", "ä/ö", "x&y=z?#", "q'\"<>", "😀", "nul\u0001"] + [f"many/{number:03}" for number in range(30)]
for key in keys:
    s3.put_object(Bucket="boto", Key=key, Body=key.encode())
for key in keys:
    assert s3.get_object(Bucket="boto", Key=key)["Body"].read() == key.encode(), key
for name in ["list_objects_v2", "list_objects", "list_object_versions"]:
    pages = list(s3.get_paginator(name).paginate(Bucket="boto", PaginationConfig={"PageSize": 7}))
    found = [one["Key"] for page in pages for one in page.get("Contents", []) + page.get("Versions", [])]
    assert set(keys) <= set(found) and len(found) == len(set(found)) == len(keys) + 6, (name, found)
    assert found == sorted(found, key=lambda key: key.encode()), name
    folders = [one["Prefix"] for page in s3.get_paginator(name).paginate(Bucket="boto", Delimiter="/", PaginationConfig={"PageSize": 2}) for one in page.get("CommonPrefixes", [])]
    assert folders == ["dir/", "many/", "ä/"], folders

# Presigned, the old way and the new one.
for client in [s3, boto3.client("s3", config=Config(signature_version="s3v4"))]:
    with urllib.request.urlopen(client.generate_presigned_url("get_object", Params={"Bucket": "boto", "Key": "a b"}, ExpiresIn=60)) as answer:
        assert answer.read() == b"a b"
    request = urllib.request.Request(client.generate_presigned_url("put_object", Params={"Bucket": "boto", "Key": "put"}, ExpiresIn=60), data=b"by url", method="PUT", headers={"Content-Type": ""})
    with urllib.request.urlopen(request):
        pass
    assert s3.get_object(Bucket="boto", Key="put")["Body"].read() == b"by url"

# Conditions, as far as this boto3 knows them.
etag = s3.head_object(Bucket="boto", Key="put")["ETag"]
refused("304", s3.get_object, Bucket="boto", Key="put", IfNoneMatch=etag)
refused("PreconditionFailed", s3.get_object, Bucket="boto", Key="put", IfMatch='"no"')
if "IfNoneMatch" in s3.meta.service_model.operation_model("PutObject").input_shape.members:
    refused("PreconditionFailed", s3.put_object, Bucket="boto", Key="put", Body=b"", IfNoneMatch="*")
refused("404", s3.head_object, Bucket="boto", Key="nothing")

# A bucket of another region is found there.
far = boto3.client("s3", region_name="eu-central-1")
far.create_bucket(Bucket="far", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
assert s3.get_bucket_location(Bucket="far")["LocationConstraint"] == "eu-central-1"
far.put_object(Bucket="far", Key="x", Body=b"x")
assert s3.get_object(Bucket="far", Key="x")["Body"].read() == b"x"
assert far.head_object(Bucket="boto", Key="put")["ContentLength"] == 6

# XML has no character for it, so S3 does not delete it among many.
s3.delete_object(Bucket="boto", Key="nul\u0001")
for name, client in [("boto", s3), ("far", far)]:
    bucket = boto3.resource("s3", region_name=client.meta.region_name).Bucket(name)
    bucket.objects.all().delete()
    bucket.delete()
    client.get_waiter("bucket_not_exists").wait(Bucket=name)
