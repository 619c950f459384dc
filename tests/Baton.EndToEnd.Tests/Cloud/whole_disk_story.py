"""Brings a raw disk into the cloud block by block, as coldsnap does for EC2, and registers it as an image. Prints the image's id.

usage: whole_disk_story.py DISK
"""
import base64
import hashlib
import os
import sys

import boto3

BLOCK = 512 * 1024
ec2, ebs = boto3.client("ec2"), boto3.client("ebs")
size = os.path.getsize(sys.argv[1])
snapshot = ebs.start_snapshot(VolumeSize=-(-size // 2**30), Description="a whole disk")["SnapshotId"]
put = 0
with open(sys.argv[1], "rb") as disk:
    for index in range(-(-size // BLOCK)):
        block = disk.read(BLOCK).ljust(BLOCK, b"\0")
        if block.count(0) == BLOCK:
            continue
        digest = base64.b64encode(hashlib.sha256(block).digest()).decode()
        ebs.put_snapshot_block(SnapshotId=snapshot, BlockIndex=index, BlockData=block, DataLength=BLOCK, Checksum=digest, ChecksumAlgorithm="SHA256")
        put += 1
ebs.complete_snapshot(SnapshotId=snapshot, ChangedBlocksCount=put)
ec2.get_waiter("snapshot_completed").wait(SnapshotIds=[snapshot], WaiterConfig={"Delay": 1, "MaxAttempts": 120})
image = ec2.register_image(
    Name="whole-disk", Architecture="x86_64", VirtualizationType="hvm", EnaSupport=True, BootMode="legacy-bios", RootDeviceName="/dev/xvda",
    BlockDeviceMappings=[{"DeviceName": "/dev/xvda", "Ebs": {"SnapshotId": snapshot, "VolumeType": "gp3"}}],
)["ImageId"]
print(image)
