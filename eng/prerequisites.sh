# shellcheck shell=bash
# What Baton needs from Debian or Ubuntu beside the .NET SDK, and how it gets there. Sourced by ./baton, ./test and eng/*.
# Each line: group, a file whose presence tells that the package is there, the package, why it is needed.
prerequisites() {
    cat <<'LIST'
program /usr/bin/ssh openssh-client to reach servers
program /usr/lib/*/libsqlite3.so.0 libsqlite3-0 for the journal
cloud /usr/bin/qemu-system-x86_64 qemu-system-x86 runs the machines of the local cloud
cloud /usr/bin/qemu-img qemu-utils keeps their volumes and snapshots
cloud /usr/lib/*/libslirp.so.0 libslirp0 connects them to the network
cloud /usr/bin/mmdebstrap mmdebstrap builds their stock image from Debian's packages
cloud /usr/bin/fakechroot fakechroot builds it where user namespaces are closed
cloud /usr/bin/fakeroot fakeroot builds it where user namespaces are closed
cloud /usr/sbin/mke2fs e2fsprogs makes its file system
cloud /bin/busybox busybox-static starts it (initrd)
cloud /usr/bin/cpio cpio packs the initrd
cloud /usr/bin/rsync rsync copies files
tests /usr/sbin/sshd openssh-server a real SSH server to test against
tests /usr/bin/dig bind9-dnsutils asks the local cloud's name server, and changes records of other ones
tests /usr/sbin/named bind9 a real name server to change records of
tests /usr/lib/postgresql/*/bin/postgres postgresql a real PostgreSQL to test against
tests /usr/sbin/nginx nginx a real web server to test against
tests /usr/sbin/nft nftables checks the rules of the gate
tests /usr/bin/aws awscli drives the local cloud as a client that we did not write
tests /usr/lib/python3/dist-packages/boto3/__init__.py python3-boto3 drives the local cloud as a client that we did not write
tests /usr/bin/rclone rclone keeps files in the local cloud as a client that we did not write
tests /usr/bin/s3cmd s3cmd keeps files in the local cloud as a client that we did not write
tests /usr/bin/pgbackrest pgbackrest keeps backups in the local cloud as a client that we did not write
clients /usr/bin/packer packer builds images in the local cloud as a client that we did not write
clients /usr/bin/ansible-playbook ansible builds servers in the local cloud as a client that we did not write
tests /usr/bin/curl curl opens presigned addresses
tests /usr/bin/shellcheck shellcheck checks the scripts that run on servers
tests /usr/lib/python3/dist-packages/psycopg2/__init__.py python3-psycopg2 runs the sample application
tests /usr/lib/python3/dist-packages/aiosmtpd/__init__.py python3-aiosmtpd takes the mails of announcements
tests /usr/lib/python3/dist-packages/waitress/__init__.py python3-waitress runs the sample application
LIST
}

say() { printf '%s\n' "$*" >&2; }

need_dotnet() {
    if ! command -v dotnet >/dev/null; then
        say "baton: the .NET 10 SDK is missing. → Install it from https://dotnet.microsoft.com/download or your distribution (package dotnet-sdk-10.0)."
        exit 69
    fi
    # The program is started by its own launcher, which must find the same .NET as the one that built it.
    if [ -z "${DOTNET_ROOT:-}" ]; then
        DOTNET_ROOT=$(dirname -- "$(readlink -f -- "$(command -v dotnet)")")
        export DOTNET_ROOT
    fi
    export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
}

missing_packages() { # GROUP -> lines "package why"
    local group file package why
    while read -r group file package why; do
        # The pattern is the architecture's library folder or PostgreSQL's version.
        if [ "$group" = "$1" ] && [[ ${UNAVAILABLE:-} != *" $package "* ]] && ! compgen -G "$file" >/dev/null; then
            printf '%s %s\n' "$package" "$why"
        fi
    done < <(prerequisites)
}

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

need_packages_for() { # GROUP
    local missing package why
    missing=$(missing_packages "$1")
    [ -n "$missing" ] || return 0
    local -a packages=()
    say "baton: these packages are missing and will be installed with apt-get:"
    while read -r package why; do
        packages+=("$package")
        say "$(printf '  %-18s %s' "$package" "$why")"
    done <<<"$missing"
    if ! command -v apt-get >/dev/null; then
        say "baton: there is no apt-get here. → Install the programs above with this system's package manager, then run this again."
        exit 69
    fi
    if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
        say "baton: installing needs root. → Run as root: apt-get install ${packages[*]}"
        exit 69
    fi
    as_root apt-get update -q >&2
    # No service may start or listen merely because its package was installed for tests.
    as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -q --no-install-recommends "${packages[@]}" >&2
}

# For tests that say why they are skipped: some distributions do not have all of these.
want_packages_for() { # GROUP
    local missing package why
    local -a absent=()
    missing=$(missing_packages "$1")
    [ -n "$missing" ] || return 0
    say "baton: looking whether $(cut -d ' ' -f 1 <<<"$missing" | paste -sd ' ') can be installed (apt-get update)"
    as_root apt-get update -q >&2 || true
    while read -r package why; do
        [ -n "$(apt-cache policy "$package" 2>/dev/null | sed -n 's/^ *Candidate: \((none)\)\{0,1\}//p')" ] || absent+=("$package")
    done <<<"$missing"
    if [ ${#absent[@]} -gt 0 ]; then
        say "baton: not in this system's package lists, so what needs them is skipped: ${absent[*]}"
        UNAVAILABLE=" ${absent[*]} "
    fi
    need_packages_for "$1"
}

build_when_sources_are_newer() { # ROOT
    local root=$1 built="$1/artifacts/bin/Baton/release/.built"
    if [ -e "$built" ] && [ -z "$(newer_sources "$root" "$built")" ]; then
        return 0
    fi
    mkdir -p "$root/artifacts"
    (
        # Two calls at once must not build into the same folder.
        flock 9
        if [ -e "$built" ] && [ -z "$(newer_sources "$root" "$built")" ]; then
            exit 0
        fi
        say "baton: building (takes about half a minute the first time)"
        local log="$root/artifacts/build.log" stamp
        stamp=$(mktemp "$root/artifacts/.stamp-XXXXXX")
        if ! dotnet build "$root/src/Baton/Baton.csproj" -c Release -nologo -v quiet >"$log" 2>&1; then
            rm -f "$stamp"
            grep -E 'error|warn' "$log" | sort -u | head -20 >&2 || true
            say "baton: the build failed. → The whole output is in $log."
            exit 70
        fi
        # Stamped with the time before the build, so that a source saved during it counts as newer.
        mv -f "$stamp" "$built"
    ) 9>"$root/artifacts/.build-lock" || exit $?
}

newer_sources() { # ROOT STAMP
    find "$1/src" "$1/samples" "$1/Directory.Build.props" "$1/Directory.Packages.props" "$1/global.json" "$1/.editorconfig" \
        -newer "$2" -not -name '*.md' -print -quit
}
