#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# test-unit.sh GENG UNIT: systemd accepts the unit file, with the program at hand in the place of the installed one.
set -eu
command -v systemd-analyze >/dev/null || { echo 'skipped: no systemd-analyze here'; exit 77; }
geng=$(realpath "$1")  # ExecStart= takes no relative path
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
sed "s|/usr/bin/geng|$geng|; s/^User=%i/User=$(id -un)/" "$2" >"$folder/geng-serve@.service"
said=$(systemd-analyze verify "$folder/geng-serve@.service" 2>&1) || { echo "$said"; exit 1; }
echo "$said" | grep geng-serve && exit 1
echo 'systemd accepts geng-serve@.service'
