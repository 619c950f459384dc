# Which PostgreSQL programs are installed, whether or not there is a cluster.
# Arguments: bin(a folder to look into beside the usual ones)
# Answers: installed*(VERSION FOLDER ICU(the library's version, empty without)) extension*(FOLDER NAME)
# shellcheck shell=bash disable=SC2154

declare -A seen
for folder in "$bin" /usr/lib/postgresql/*/bin /usr/pgsql-*/bin; do
    [[ -x $folder/postgres && -z ${seen[$folder]-} ]] || continue
    seen[$folder]=yes
    # postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)
    said=$("$folder/postgres" --version)
    said=${said#*(PostgreSQL) }
    icu=$(ldd "$folder/postgres" 2>/dev/null | sed -n 's/.*libicuuc\.so\.\([0-9]*\).*/\1/p' | head -n 1)
    answer installed "${said%%[!0-9]*}" "$folder" "$icu"
    # initdb knows where the rest of its package is; it does not run as root.
    share=$(setpriv --reuid=65534 --regid=65534 --clear-groups -- "$folder/initdb" --show -D /nonexistent 2>&1 | sed -n 's/^share_path=//p') || share=
    for control in "$share"/extension/*.control; do
        name=${control##*/}
        answer extension "$folder" "${name%.control}"
    done
done
