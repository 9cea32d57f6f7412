#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
#
# Builds geng and plans a real month for the sample village: everything lands in out/.
# On a bare Debian 12 it installs what is missing, with sudo where it is not root.
# Usage: sh examples/demo.sh [MONTH]        (default: 2026-12)
set -eu
cd "$(dirname "$0")/.."
month=${1:-2026-12}

# say ENGLISH CHINESE: in the language of the terminal, as geng itself
say ()
{
  case ${LANGUAGE:-${LC_ALL:-${LANG:-}}} in
    zh*) printf '%s\n' "$2" ;;
    *) printf '%s\n' "$1" ;;
  esac
}

# build: the program alone, without a word unless it fails
build ()
{
  [ -f build-demo/build.ninja ] || meson setup build-demo -Dtests=false -Dintrospection=false \
    -Dvapi=false -Dbuildtype=release
  ninja -C build-demo
}

say '== Building geng (a minute or two)' '== 构建 geng（一两分钟）'
sh tests/install.sh build
build >build-demo.log 2>&1 || { cat build-demo.log; exit 1; }
rm -f build-demo.log

# An earlier demonstration is put aside, not thrown away.
[ ! -d out ] || { rm -rf out.old; mv out out.old; }
mkdir out
cat >out/geng <<END
#!/bin/sh
# geng as it was built for the demonstration, with its Chinese texts
GENG_LOCALEDIR=$PWD/build-demo/examples/captain/po:$PWD/build-demo/lib/po
export GENG_LOCALEDIR
exec "$PWD/build-demo/examples/captain/geng" "\$@"
END
chmod +x out/geng
out/geng new out/village --sample dafenshanyan >/dev/null

echo
say "== Planning $month for 32 members" "== 给 32 名队员排 $month 的班"
status=0
out/geng plan "$month" -C out/village || status=$?
[ "$status" -ne 1 ] || exit 1

echo
say '== Publishing calendars and pages' '== 发布日历和网页'
out/geng publish "$month" -C out/village --to out/feeds --url https://roster.example/feeds || true
out/geng report "$month" "out/roster-$month.xlsx" -C out/village || true

echo
say '== The first lines of the month' '== 这个月的头几行'
out/geng show "$month" -C out/village --width 110 | sed -n '3,12p' || true

# The sample's November is confirmed; other months have nothing yet that could be signed.
echo
say '== November as it was: month-end sheets, the meeting of 20 December, forms' '== 11 月的实际：月末的表、12 月 20 日例会材料、要填的表'
out/geng report 2026-11 --month-end -C out/village
out/geng report 2026-12-20 --meeting -C out/village
for form in roster sign-in patrol hand-over kit leave; do
  out/geng report 2026-11-12 --form "$form" -C out/village
done
out/geng report 2026-11 --form roster -C out/village
mkdir out/papers
cp out/village/pages/attendance-* out/village/pages/form-* out/village/pages/meeting-* out/village/office/* out/papers/

someone=$(awk -F, -v day="$month-15" '$1 == day { print $4; exit }' "out/village/drafts/$month.csv")
echo
say "Now look at:
  out/village/pages/roster-$month.html  the month for the wall (print it: A4 landscape)
  out/village/pages/slips.html           slips with QR codes for the phones (print it: A4)
  out/roster-$month.xlsx        the same for WPS and Excel
  out/papers/                    the meeting's document, attendance, allowances and forms (.html and .xlsx)
  out/feeds/*.ics                the calendars to which phones subscribe
  out/village/                   the station's folder: plain tables, yours to change
Ask it:
  out/geng show --now $month-15T05:00 -C out/village   who is on duty at that moment
  out/geng cover $someone $month-15 -C out/village         who can take over that duty
  out/geng --help" "现在看看：
  out/village/pages/roster-$month.html  上墙的一个月（A4 横向打印）
  out/village/pages/slips.html           手机订阅的日历订阅单，有二维码（A4 打印）
  out/roster-$month.xlsx        用 WPS 或 Excel 打开
  out/papers/                    例会材料、考勤表、补贴发放表和各种要填的表（.html 和 .xlsx）
  out/feeds/*.ics                手机订阅的日历
  out/village/                   联防队的文件夹：普通表格，改成自己的
问问它：
  out/geng show --now $month-15T05:00 -C out/village   那个时刻谁在岗
  out/geng cover $someone $month-15 -C out/village         谁能顶这个班
  out/geng --help"
exit "$status"
