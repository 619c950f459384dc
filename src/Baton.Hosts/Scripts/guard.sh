#!/bin/sh
# Baton's guard, installed as /usr/local/lib/baton/guard. systemd asks it (ExecCondition=) before it starts a watched unit:
# exit status 0 lets it start, 1 skips it. It lets everything start on the machine that it was installed on; on a copy of that
# machine nothing, until Baton (or you: "guard release verify|standby|primary") says what the copy is.
#
#   guard may CLASS      CLASS: service, warm, postgres, fenced
#   guard release ROLE   ROLE: held, verify, standby, primary
#   guard show
set -eu

conf=${BATON_GUARD_CONF:-/etc/baton/guard.conf}
dmi=${BATON_GUARD_DMI:-/sys/class/dmi/id}

# On EC2 the board carries the instance id (Nitro), and else the product's UUID is the machine's own.
machine=
if [ -r "$dmi/board_asset_tag" ]; then read -r machine <"$dmi/board_asset_tag" || :; fi
case $machine in
    i-*) ;;
    *)
        machine=
        if [ -r "$dmi/product_uuid" ]; then read -r machine <"$dmi/product_uuid" || :; fi
        ;;
esac

recorded=
released=
released_as=
if [ -r "$conf" ]; then
    while IFS='=' read -r key value; do
        case $key in
            recorded) recorded=$value ;;
            released) released=$value ;;
            released_as) released_as=$value ;;
        esac
    done <"$conf"
fi

role=held
if [ -z "$machine" ] || [ -z "$recorded" ]; then
    # A machine that cannot be told apart must not lose its services to us.
    role=primary
elif [ "$released" = "$machine" ]; then
    role=$released_as
elif [ "$recorded" = "$machine" ]; then
    role=primary
fi

case ${1:-show} in
    may)
        case $role/$2 in
            primary/* | verify/service | verify/warm | verify/postgres | standby/warm | standby/postgres) exit 0 ;;
        esac
        echo "baton: this machine ($machine) is a copy of $recorded, released as: $role. Not started." >&2
        exit 1
        ;;
    release)
        case $2 in
            held | verify | standby | primary) ;;
            *)
                echo "usage: guard release held|verify|standby|primary" >&2
                exit 2
                ;;
        esac
        printf 'recorded=%s\nreleased=%s\nreleased_as=%s\n' "$recorded" "$machine" "$2" >"$conf.new"
        # A copy that was released and then loses power must not forget it.
        sync "$conf.new"
        mv -f "$conf.new" "$conf"
        role=$2
        ;;
esac
printf 'installed=yes\nrecorded=%s\nmachine=%s\nrole=%s\n' "$recorded" "$machine" "$role"
