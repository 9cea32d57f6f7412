#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# test-unit.sh GENG UNIT...: systemd accepts the unit files, with the program at hand in the place of the installed one.
set -eu
command -v systemd-analyze >/dev/null || { echo 'skipped: no systemd-analyze here'; exit 77; }
geng=$(realpath "$1")  # ExecStart= takes no relative path
shift
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for unit
do
  sed "s|/usr/bin/geng|$geng|; s/^User=%i/User=$(id -un)/" "$unit" >"$folder/$(basename "$unit")"
done
for unit
do
  name=$(basename "$unit")
  said=$(SYSTEMD_UNIT_PATH="$folder:" systemd-analyze verify "$folder/$name" 2>&1) || { echo "$said"; exit 1; }
  echo "$said" | grep geng- && exit 1
  echo "systemd accepts $name"
done
