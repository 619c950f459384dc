# Arguments: the layout (pg_*)
# shellcheck shell=bash

pg_sql postgres <<<'CHECKPOINT'
