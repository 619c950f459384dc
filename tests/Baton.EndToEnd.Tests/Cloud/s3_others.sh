#!/usr/bin/env bash
# Keeps files in a local cloud's S3 with rclone or s3cmd, which sign their requests themselves.
#
# Usage: s3_others.sh rclone|s3cmd   (in the environment of 'baton cloud env')
set -euo pipefail
client=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export HOME=$folder RCLONE_CONFIG=$folder/none

mkdir -p "$folder/tree/deep er"
head -c 16000001 /dev/urandom >"$folder/tree/big.bin"
printf 'hello' >"$folder/tree/deep er/a+b&c=ü.txt"
: >"$folder/tree/empty"

with_rclone() {
    export RCLONE_CONFIG_CLOUD_TYPE=s3 RCLONE_CONFIG_CLOUD_PROVIDER=Other RCLONE_CONFIG_CLOUD_ENV_AUTH=true RCLONE_CONFIG_CLOUD_ENDPOINT=$AWS_ENDPOINT_URL RCLONE_CONFIG_CLOUD_REGION=$AWS_REGION
    rclone -q mkdir cloud:others
    # The big one in parts, several at once.
    rclone -q --s3-upload-cutoff 5M --s3-chunk-size 5M --s3-upload-concurrency 3 sync "$folder/tree" cloud:others/tree
    rclone -q check --download "$folder/tree" cloud:others/tree
    rclone -q copyto cloud:others/tree/big.bin cloud:others/moved/big.bin
    rclone -q moveto cloud:others/moved/big.bin cloud:others/moved/again.bin
    [ "$(rclone lsf -R cloud:others | sort | xargs)" = "moved/ moved/again.bin tree/ tree/big.bin tree/deep er/ tree/deep er/a+b&c=ü.txt tree/empty" ]
    rclone cat --offset 3 --count 2 "cloud:others/tree/deep er/a+b&c=ü.txt" | grep -qx lo
    rclone -q --multi-thread-streams 4 --multi-thread-cutoff 1M copyto cloud:others/moved/again.bin "$folder/back.bin"
    cmp "$folder/tree/big.bin" "$folder/back.bin"
    printf 'streamed' | rclone -q rcat cloud:others/stream
    [ "$(rclone cat cloud:others/stream)" = streamed ]
    [ "$(curl -fsS "$(rclone link --expire 1m cloud:others/stream)")" = streamed ]
    rclone -q delete cloud:others
    rclone -q rmdir cloud:others
}

with_s3cmd() {
    local host=${AWS_ENDPOINT_URL#http://}
    cmd() { s3cmd --config=/dev/null --no-progress --no-ssl --host="$host" --host-bucket="$host" --region="$AWS_REGION" "$@"; }
    cmd mb s3://others
    cmd --multipart-chunk-size-mb=5 put "$folder/tree/big.bin" s3://others/big.bin
    cmd sync "$folder/tree/" s3://others/tree/
    cmd get s3://others/big.bin "$folder/back.bin"
    cmp "$folder/tree/big.bin" "$folder/back.bin"
    mkdir "$folder/copy"
    cmd sync s3://others/tree/ "$folder/copy/"
    diff -r "$folder/tree" "$folder/copy"
    cmd cp s3://others/big.bin s3://others/bigger.bin
    cmd mv s3://others/bigger.bin s3://others/biggest.bin
    cmd info s3://others/biggest.bin | grep 'File size: 16000001' >/dev/null
    [ "$(cmd ls --recursive s3://others/ | wc -l)" = 5 ]
    [ "$(curl -fsS "$(cmd signurl "s3://others/tree/deep er/a+b&c=ü.txt" +60)")" = hello ]
    cmd del --recursive --force s3://others/
    cmd rb s3://others
}

"with_$client"
