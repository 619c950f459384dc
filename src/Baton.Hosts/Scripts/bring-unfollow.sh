# On the old machine: follows the new one no longer.
# Arguments: the layout (pg_*)
# shellcheck shell=bash disable=SC2154

bring_unsubscribe baton_back
