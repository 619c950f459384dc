# In which languages and in which time zone this machine speaks: a database does not open without its locale, and cron keeps local time.
# Answers: locale*(as locale -a says) timezone
# shellcheck shell=bash

while IFS= read -r name; do
    answer locale "$name"
done < <(locale -a 2>/dev/null)
zone=$(readlink -f /etc/localtime 2>/dev/null) || zone=
answer timezone "${zone#/usr/share/zoneinfo/}"
