# Has this machine gone down since it was watched, and how did units and PostgreSQL end? Changes nothing. Arguments: run
# Answers: restarted(yes|no) written(yes|no) ended*(UNIT RESULT) postgres
# shellcheck shell=bash disable=SC2154
folder=/var/lib/baton/$run
before=
[[ ! -r $folder/boot ]] || read -r before <"$folder/boot"
read -r now </proc/sys/kernel/random/boot_id
if [[ -n $before && $before != "$now" ]]; then
    answer restarted yes
else
    answer restarted no
fi
if [[ -r $folder/stopped ]]; then
    answer written yes
    cat "$folder/stopped"
else
    answer written no
fi
