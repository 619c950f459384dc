# Removes all that a run has noted here. Arguments: run.
# shellcheck shell=bash disable=SC2154
rm -rf "/var/lib/baton/${run:?}"
rmdir /var/lib/baton 2>/dev/null || true
