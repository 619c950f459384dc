# On the new machine: the old one's schema, as a checksum, to see whether it was changed.
# Arguments: other_port, the layout (pg_*)
# Answers: digest
# shellcheck shell=bash disable=SC2154

answer digest "$(bring_digest)"
