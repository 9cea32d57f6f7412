/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-feed-words.h"

static const GengFeedWords languages[] = {
  { "zh", "", "、", "：", "同班", "装备", "检查", "接班自", "交班给", "%s的勤务", "已停用的日历",
    "此日历已停用，请向队长要新地址", "近期没有勤务" },
  { "en", " ", ", ", ": ", "Crew", "Kit", "Check", "Takes over from", "Hands over to",
    "Duties of %s", "Calendar no longer in use",
    "This calendar is no longer in use; ask your captain for the new address",
    "No duties for the time being" },
};

/* Returns: (transfer none): the words of @language, English where there are none. */
const GengFeedWords *
geng_feed_words_get (const char *language)
{
  for (guint i = 0; language != NULL && i < G_N_ELEMENTS (languages); i++)
    if (g_str_has_prefix (language, languages[i].language))
      return &languages[i];
  return &languages[1];
}
