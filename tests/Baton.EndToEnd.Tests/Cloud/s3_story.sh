#!/usr/bin/env bash
# Keeps files in a local cloud's S3 with the AWS CLI, as a user would who has typed: eval "$(baton cloud env)".
#
# Usage: s3_story.sh AWS   (in that environment)
set -euo pipefail
aws=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export AWS_DEFAULT_OUTPUT=text

same() { # EXPECTED FOUND
    [ "$1" = "$2" ] || { echo "line ${BASH_LINENO[0]}: '$1' was expected, not '$2'" >&2; return 1; }
}

refused() { # CODE ARGUMENT...
    local code=$1
    shift
    if "$aws" "$@" >"$folder/answer" 2>&1; then
        echo "$code was expected of: $*" >&2
        return 1
    fi
    grep -q "($code)" "$folder/answer" || { echo "$code was expected of: $*, not: $(cat "$folder/answer")" >&2; return 1; }
}

"$aws" s3 mb s3://story
"$aws" s3api wait bucket-exists --bucket story
same story "$("$aws" s3api list-buckets --query 'Buckets[].Name')"

# More than the 8 MB from which on it uploads in parts, and not a multiple of them.
mkdir -p "$folder/tree/deep er/ümläut"
head -c 20000001 /dev/urandom >"$folder/tree/big.bin"
printf 'hello' >"$folder/tree/deep er/ümläut/a+b&c.txt"
: >"$folder/tree/empty"
for number in $(seq 12); do printf '%s' "$number" >"$folder/tree/deep er/$number"; done

"$aws" s3 cp "$folder/tree/big.bin" s3://story/one.bin --no-progress --metadata colour=blue
same "3 blue" "$("$aws" s3api head-object --bucket story --key one.bin --query '[ETag,Metadata.colour]' | sed 's/.*-\([0-9]*\)"\t/\1 /')"
"$aws" s3 cp s3://story/one.bin "$folder/back.bin" --no-progress
cmp "$folder/tree/big.bin" "$folder/back.bin"
"$aws" s3 cp s3://story/one.bin s3://story/two.bin --no-progress
"$aws" s3 mv s3://story/two.bin s3://story/three.bin --no-progress
"$aws" s3 cp s3://story/three.bin - --no-progress | cmp - "$folder/tree/big.bin"

"$aws" s3 sync "$folder/tree" s3://story/tree --no-progress >"$folder/synced"
same 15 "$(grep -c upload "$folder/synced")"
same "" "$("$aws" s3 sync "$folder/tree" s3://story/tree --no-progress)"
rm "$folder/tree/empty"
"$aws" s3 sync "$folder/tree" s3://story/tree --delete --no-progress | grep 'delete: s3://story/tree/empty' >/dev/null
"$aws" s3 sync s3://story/tree "$folder/copy" --no-progress >/dev/null
diff -r "$folder/tree" "$folder/copy"
same "PRE tree/ one.bin three.bin" "$("$aws" s3 ls s3://story/ | awk '{ print $1 == "PRE" ? $0 : $4 }' | xargs)"
same 16 "$("$aws" s3 ls --recursive s3://story/ | wc -l)"
same 16 "$("$aws" s3api list-objects --bucket story --query 'length(Contents)')"

same '"5d41402abc4b2a76b9719d911017c592"' "$("$aws" s3api put-object --bucket story --key greeting --body "$folder/tree/deep er/ümläut/a+b&c.txt" --tagging 'a=1' --query ETag)"
same "bytes 1-3/5" "$("$aws" s3api get-object --bucket story --key greeting --range bytes=1-3 --query ContentRange "$folder/range")"
same ell "$(cat "$folder/range")"
same 1 "$("$aws" s3api get-object-tagging --bucket story --key greeting --query 'TagSet[].Value')"
refused NoSuchKey s3api get-object --bucket story --key nothing "$folder/nothing"
refused NoSuchBucket s3api list-objects-v2 --bucket nobody
refused BucketNotEmpty s3api delete-bucket --bucket story
refused InvalidRange s3api get-object --bucket story --key greeting --range bytes=99- "$folder/nothing"

url=$("$aws" s3 presign s3://story/greeting --expires-in 60)
same hello "$(curl -fsS "$url")"
same 403 "$(curl -s -o /dev/null -w '%{http_code}' "${url%&*}")"

"$aws" s3 rm s3://story --recursive >/dev/null
"$aws" s3 rb s3://story
"$aws" s3api wait bucket-not-exists --bucket story
