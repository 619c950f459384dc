# The major version of the programs in a folder.
# Arguments: bin
# Answers: version (empty when there are none)
# shellcheck shell=bash disable=SC2154

said=
# postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)
[[ ! -x $bin/postgres ]] || said=$("$bin/postgres" --version)
said=${said#*(PostgreSQL) }
answer version "${said%%[!0-9]*}"
