# Everybody gets in again who did before.
# Arguments: the layout (pg_*)
# shellcheck shell=bash disable=SC2154

hba=$(here_sql postgres <<<'SHOW hba_file')
if grep -q '# baton-fence$' "$hba"; then
    sed '/# baton-fence$/d' "$hba" | bring_replace "$hba"
    here_sql postgres <<<"ALTER SYSTEM RESET default_transaction_read_only"
    here_sql postgres <<<'SELECT pg_reload_conf()' >/dev/null
fi
