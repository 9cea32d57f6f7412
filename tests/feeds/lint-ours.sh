#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# lint-ours.sh WRITE-FEEDS ZONE LINT [YEAR-MONTH]: publishes rosters, plain and random, and lints what comes out.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for seed in 0 1
do
  rm -rf "$folder/feeds"
  "$1" "$folder/feeds" "$2" "$seed" 3 ${4+"$4"}
  [ "$(ls "$folder"/feeds/*.ics | wc -l)" -eq 13 ]
  /usr/bin/python3 "$3" "$folder"/feeds/*.ics
done
