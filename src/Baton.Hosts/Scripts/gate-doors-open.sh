# New connections from outside are answered again. No-op when they are.
# shellcheck shell=bash
nft delete table inet baton_doors 2>/dev/null || true
