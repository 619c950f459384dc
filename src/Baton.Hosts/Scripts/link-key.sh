# On the new machine: makes the link's key pair, once. The private half never leaves this machine.
# Arguments: run
# Answers: public_key
# Problems: tool-missing
# shellcheck shell=bash disable=SC2154

need_tool ssh-keygen
mkdir -p /etc/baton/link
chmod 700 /etc/baton/link
# A clone of a machine that had a link would bring the other one's key.
if [[ ! -f /etc/baton/link/key || $(</etc/baton/link/run) != "$run" ]]; then
    rm -f /etc/baton/link/key /etc/baton/link/key.pub
    ssh-keygen -q -t ed25519 -N '' -C "baton:$run" -f /etc/baton/link/key
    printf '%s\n' "$run" >/etc/baton/link/run
fi
answer public_key "$(</etc/baton/link/key.pub)"
