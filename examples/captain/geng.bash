# SPDX-License-Identifier: LGPL-2.1-or-later
# Completion for geng in bash: commands in both languages, the options that a command's help names, months and files.

_geng_months ()
{
  local file
  for file in rosters/????-??.csv drafts/????-??.csv
  do
    [ -e "$file" ] && basename "$file" .csv
  done
}

_geng ()
{
  local word=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]}
  local commands='new import check plan show why cover leave repair assign move pin swap relax log undo backup batch overview publish desk inbox seen report kit forget
    journal serve 新建 导入 检查 排班 查看 原因 顶班 请假 补排 安排 调班 固定 换班 放宽 记录 撤销 备份 批量 总览 发布 值班台 申请 收到 报表 装备 遗忘 日志 服务'

  if [ "$COMP_CWORD" -eq 1 ]
  then
    mapfile -t COMPREPLY < <(compgen -W "$commands --help --version" -- "$word")
    return
  fi
  if [ "$COMP_CWORD" -eq 2 ] && { [ "$command" = journal ] || [ "$command" = 日志 ]; }
  then
    mapfile -t COMPREPLY < <(compgen -W 'confirm correct add show find settle inspect back
      交接班 更正 补记 查看 上报 办结 检查 找回' -- "$word")
    return
  fi
  case $word in
    -*) mapfile -t COMPREPLY < <(compgen -W "$(geng "$command" --help 2>/dev/null | grep -o -- '--[a-z-]*')" -- "$word") ;;
    *) mapfile -t COMPREPLY < <(compgen -W "$(_geng_months)" -- "$word"; compgen -f -- "$word") ;;
  esac
}

complete -o filenames -F _geng geng
