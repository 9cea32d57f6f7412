/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "serve-form.h"
#include "json.h"
#include "kinds.h"

#include <string.h>

typedef enum
{
  WORD_TITLE,
  WORD_DUTIES,
  WORD_NONE,
  WORD_SEEN,
  WORD_SEEN_DO,
  WORD_LEAVE,
  WORD_FIRST,
  WORD_LAST,
  WORD_TEXT,
  WORD_SEND,
  WORD_SWAP,
  WORD_MINE,
  WORD_THEIRS,
  WORD_OFFER,
  WORD_FINDING,
  WORD_POST,
  WORD_SORT,
  WORD_ASKS,
  WORD_WITHDRAW,
  WORD_WANTS,
  WORD_AGREE,
  WORD_DECLINE,
  WORD_TAKEN,
  WORD_AGAIN,
  WORD_WRONG,
  WORD_TOO_MANY,
  WORD_GONE,
  WORD_HOLDS,
  N_WORDS
} Word;

static const char *const words[N_WORDS][2] = {
  [WORD_TITLE] = { "Ask", "申请" },
  [WORD_DUTIES] = { "Your duties", "您的勤务" },
  [WORD_NONE] = { "none", "无" },
  [WORD_SEEN] = { "The roster of %s was changed for you.", "%s 的值班表有您的变动。" },
  [WORD_SEEN_DO] = { "I have seen it", "收到" },
  [WORD_LEAVE] = { "Leave", "请假" },
  [WORD_FIRST] = { "From", "从" },
  [WORD_LAST] = { "Until", "到" },
  [WORD_TEXT] = { "In your words, for the captain alone", "说明（只有队长看得到）" },
  [WORD_SEND] = { "Send", "提交" },
  [WORD_SWAP] = { "Swap a duty", "换班" },
  [WORD_MINE] = { "Yours", "您的班" },
  [WORD_THEIRS] = { "The colleague's", "对方的班" },
  [WORD_OFFER] = { "Offer a duty to all", "求人顶班" },
  [WORD_FINDING] = { "Report a finding", "上报问题" },
  [WORD_POST] = { "Where", "地点" },
  [WORD_SORT] = { "What kind", "类别" },
  [WORD_ASKS] = { "What you asked", "您的申请" },
  [WORD_WITHDRAW] = { "Withdraw", "撤回" },
  [WORD_WANTS] = { "%s asks: %s", "%s 想换：%s" },
  [WORD_AGREE] = { "I agree", "同意" },
  [WORD_DECLINE] = { "No", "不同意" },
  [WORD_TAKEN]
  = { "It has come. Here you see what becomes of it.", "已收到，处理结果在本页显示。" },
  [WORD_AGAIN] = { "That was sent already.", "已经提交过了。" },
  [WORD_WRONG]
  = { "Something is missing, or too long. Nothing was sent.", "内容不全或过长，没有提交。" },
  [WORD_TOO_MANY]
  = { "You have too many open asks. Withdraw one first.", "您未答复的申请太多，请先撤回一些。" },
  [WORD_GONE] = { "This address is no longer in use. Ask the captain for a new one.",
                  "地址已停用，请向队长要新的。" },
  [WORD_HOLDS]
  = { "Until something is published, your duties are as above.", "发布以前，仍按上面的班值勤。" },
};

static const struct
{
  const char *state;
  const char *texts[2];
} states[] = {
  { "open", { "waits for an answer", "待答复" } },
  { "partner", { "waits for the colleague", "待对方同意" } },
  { "accepted", { "accepted, to be published", "已同意待发布" } },
  { "published", { "published", "已发布" } },
  { "refused", { "refused", "已拒绝" } },
  { "withdrawn", { "withdrawn", "已撤回" } },
};

static const char *const kinds[][3] = { { "leave", "Leave", "请假" },
                                        { "serve", "To serve", "报名" },
                                        { "swap", "Swap", "换班" },
                                        { "offer", "Substitute", "求顶" } };

typedef struct
{
  GString *html;
  JsonObject *table, *member;
  const char *key;
  const char *number;
  int language;
  guint forms; /* so far */
} Form;

static const char *
text_of (JsonObject *object, const char *name)
{
  const char *text = json_read_text (object, name);

  return text != NULL ? text : "";
}

static int
language_of (JsonObject *table)
{
  return g_str_has_prefix (text_of (table, "language"), "zh") ? 1 : 0;
}

static void
add_text (GString *html, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append (html, escaped);
}

static void
add_word (Form *self, Word word)
{
  add_text (self->html, words[word][self->language]);
}

static void
add_element (Form *self, const char *name, const char *text)
{
  g_string_append_printf (self->html, "<%s>", name);
  add_text (self->html, text);
  g_string_append_printf (self->html, "</%s>\n", name);
}

static void
begin_page (GString *html, JsonObject *table, int language)
{
  g_string_append_printf (html,
                          "<!DOCTYPE html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\">\n"
                          "<meta name=\"viewport\" content=\"width=device-width\">\n<title>",
                          language ? "zh-CN" : "en");
  add_text (html, text_of (table, "station"));
  g_string_append (
      html, "</title>\n<style>body{font:17px/1.5 sans-serif;max-width:34em;margin:0 auto;"
            "padding:12px}form,section{border:1px solid #8a949e;border-radius:6px;padding:8px 12px;"
            "margin:12px 0}h2{font-size:18px;margin:4px 0}label{display:block;margin:6px 0}"
            "input,select,textarea,button{font:inherit;max-width:100%;padding:6px}"
            "button{background:#1f4f82;color:#fff;border:0;border-radius:4px;padding:8px 16px}"
            ".news{background:#e3f2e6;padding:8px 12px}.inline{display:inline;border:0;padding:0}"
            "</style></head><body>\n<main>\n<h1>");
}

/* -- pieces of forms -- */

static void
begin_form (Form *self, const char *kind, Word title)
{
  g_string_append_printf (self->html,
                          "<form method=\"post\"><input type=\"hidden\" name=\"k\" value=\"%s\">"
                          "<input type=\"hidden\" name=\"n\" value=\"%s%02u\">"
                          "<input type=\"hidden\" name=\"kind\" value=\"%s\">\n<h2>",
                          self->key, self->number, self->forms++ % 100, kind);
  add_word (self, title);
  g_string_append (self->html, "</h2>\n");
}

static void
end_form (Form *self)
{
  g_string_append (self->html, "<button>");
  add_word (self, WORD_SEND);
  g_string_append (self->html, "</button></form>\n");
}

static void
begin_label (Form *self, Word word)
{
  g_string_append (self->html, "<label>");
  add_word (self, word);
  g_string_append_c (self->html, ' ');
}

static void
add_date (Form *self, const char *name, Word word, gboolean required)
{
  begin_label (self, word);
  g_string_append_printf (self->html, "<input type=\"date\" name=\"%s\"%s></label>\n", name,
                          required ? " required" : "");
}

static void
add_words (Form *self, gboolean required)
{
  begin_label (self, WORD_TEXT);
  g_string_append_printf (self->html,
                          "<textarea name=\"text\" maxlength=\"300\" rows=\"2\"%s></textarea>"
                          "</label>\n",
                          required ? " required" : "");
}

/* A button that does one thing to one ask. */
static void
add_button (Form *self, const char *kind, gint64 of, Word word)
{
  g_string_append_printf (self->html,
                          "<form class=\"inline\" method=\"post\">"
                          "<input type=\"hidden\" name=\"k\" value=\"%s\">"
                          "<input type=\"hidden\" name=\"n\" value=\"%s%02u\">"
                          "<input type=\"hidden\" name=\"kind\" value=\"%s\">"
                          "<input type=\"hidden\" name=\"of\" value=\"%" G_GINT64_FORMAT "\">"
                          "<button>",
                          self->key, self->number, self->forms++ % 100, kind, of);
  add_word (self, word);
  g_string_append (self->html, "</button></form>\n");
}

static JsonArray *
array_of (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static guint
length_of (JsonArray *array)
{
  return array != NULL ? json_array_get_length (array) : 0;
}

/* @named: whose it is stands in the value and in the words, too */
static void
add_duty_options (Form *self, JsonObject *member, gboolean named)
{
  JsonArray *duties = array_of (member, "duties");

  for (guint i = 0; i < length_of (duties); i++)
    {
      JsonObject *duty = json_array_get_object_element (duties, i);

      g_string_append (self->html, "<option value=\"");
      if (named)
        {
          add_text (self->html, text_of (member, "id"));
          g_string_append_c (self->html, ' ');
        }
      add_text (self->html, text_of (duty, "date"));
      g_string_append (self->html, "\">");
      if (named)
        {
          add_text (self->html, text_of (member, "name"));
          g_string_append_c (self->html, ' ');
        }
      add_text (self->html, text_of (duty, "date"));
      g_string_append_c (self->html, ' ');
      add_text (self->html, text_of (duty, "shift"));
      if (json_object_get_boolean_member_with_default (self->table, "shared", FALSE))
        {
          g_string_append_c (self->html, ' ');
          add_text (self->html, text_of (duty, "post"));
        }
      g_string_append (self->html, "</option>\n");
    }
}

static void
add_own_duties (Form *self)
{
  begin_label (self, WORD_MINE);
  g_string_append (self->html, "<select name=\"first\" required>");
  add_duty_options (self, self->member, FALSE);
  g_string_append (self->html, "</select></label>\n");
}

static void
add_others_duties (Form *self)
{
  JsonArray *members = array_of (self->table, "members");

  begin_label (self, WORD_THEIRS);
  g_string_append (self->html, "<select name=\"theirs\" required>");
  for (guint i = 0; i < length_of (members); i++)
    {
      JsonObject *other = json_array_get_object_element (members, i);

      if (other != self->member)
        add_duty_options (self, other, TRUE);
    }
  g_string_append (self->html, "</select></label>\n");
}

/* -- the sections -- */

static void
add_duties (Form *self)
{
  JsonArray *duties = array_of (self->member, "duties");

  g_string_append (self->html, "<section><h2>");
  add_word (self, WORD_DUTIES);
  g_string_append (self->html, "</h2><ul>\n");
  for (guint i = 0; i < length_of (duties); i++)
    {
      JsonObject *duty = json_array_get_object_element (duties, i);
      g_autofree char *text = g_strdup_printf ("%s %s %s", text_of (duty, "date"),
                                               text_of (duty, "shift"), text_of (duty, "post"));

      add_element (self, "li", text);
    }
  if (length_of (duties) == 0)
    add_element (self, "li", words[WORD_NONE][self->language]);
  g_string_append (self->html, "</ul></section>\n");
}

static const char *
state_text (Form *self, const char *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (states[i].state, state))
      return states[i].texts[self->language];
  return state;
}

static const char *
kind_text (Form *self, const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i][0], kind))
      return kinds[i][1 + self->language];
  return kind;
}

static void
add_ask (Form *self, JsonObject *ask)
{
  const char *state = text_of (ask, "state"), *answer = text_of (ask, "answer");
  gint64 number = json_object_get_int_member_with_default (ask, "number", 0);
  gboolean own = json_object_get_boolean_member_with_default (ask, "own", TRUE);
  g_autofree char *wants = g_strdup_printf (words[WORD_WANTS][self->language],
                                            text_of (ask, "from"), text_of (ask, "text"));
  g_autofree char *text = g_strdup_printf ("%s %s: %s%s%s", kind_text (self, text_of (ask, "kind")),
                                           text_of (ask, "text"), state_text (self, state),
                                           answer[0] != '\0' ? " – " : "", answer);

  g_string_append (self->html, "<li>");
  add_text (self->html, own ? text : wants);
  if (!own)
    {
      add_button (self, "agree", number, WORD_AGREE);
      add_button (self, "decline", number, WORD_DECLINE);
    }
  else if (g_str_equal (state, "open") || g_str_equal (state, "partner"))
    add_button (self, "withdraw", number, WORD_WITHDRAW);
  g_string_append (self->html, "</li>\n");
}

static void
add_asks (Form *self)
{
  JsonArray *asks = array_of (self->member, "asks");

  if (length_of (asks) == 0)
    return;
  g_string_append (self->html, "<section><h2>");
  add_word (self, WORD_ASKS);
  g_string_append (self->html, "</h2><ul>\n");
  for (guint i = length_of (asks); i > 0; i--)
    add_ask (self, json_array_get_object_element (asks, i - 1));
  g_string_append (self->html, "</ul>\n");
  add_element (self, "p", words[WORD_HOLDS][self->language]);
  g_string_append (self->html, "</section>\n");
}

static void
add_seen (Form *self)
{
  const char *month = text_of (self->member, "unseen");
  g_autofree char *text = g_strdup_printf (words[WORD_SEEN][self->language], month);

  if (month[0] == '\0')
    return;
  g_string_append (self->html, "<section>");
  add_element (self, "p", text);
  add_button (self, "seen", 0, WORD_SEEN_DO);
  g_string_append (self->html, "</section>\n");
}

static void
add_finding (Form *self)
{
  JsonArray *posts = array_of (self->table, "posts");

  begin_form (self, "finding", WORD_FINDING);
  begin_label (self, WORD_POST);
  g_string_append (self->html, "<select name=\"post\">");
  for (guint i = 0; i < length_of (posts); i++)
    add_element (self, "option", json_array_get_string_element (posts, i));
  g_string_append (self->html, "</select></label>\n");
  begin_label (self, WORD_SORT);
  g_string_append (self->html, "<select name=\"sort\">");
  /* A post's checklist has more, and the form does not know which post it will be. */
  for (guint i = 0; i < KINDS_N_COMMON; i++)
    add_element (self, "option", kinds_common[i][self->language]);
  g_string_append (self->html, "</select></label>\n");
  add_words (self, TRUE);
  end_form (self);
}

static void
add_forms (Form *self)
{
  gboolean duties = length_of (array_of (self->member, "duties")) > 0;

  begin_form (self, "leave", WORD_LEAVE);
  add_date (self, "first", WORD_FIRST, TRUE);
  add_date (self, "last", WORD_LAST, FALSE);
  add_words (self, FALSE);
  end_form (self);
  if (duties)
    {
      begin_form (self, "swap", WORD_SWAP);
      add_own_duties (self);
      add_others_duties (self);
      end_form (self);
      begin_form (self, "offer", WORD_OFFER);
      add_own_duties (self);
      add_words (self, FALSE);
      end_form (self);
    }
  add_finding (self);
}

char *
form_page (JsonObject *table,
           JsonObject *member,
           const char *key,
           const char *number,
           FormNews news)
{
  static const Word said[] = { [FORM_TAKEN] = WORD_TAKEN,
                               [FORM_AGAIN] = WORD_AGAIN,
                               [FORM_WRONG] = WORD_WRONG,
                               [FORM_TOO_MANY] = WORD_TOO_MANY };
  Form self = { g_string_new (NULL), table, member, key, number, language_of (table), 0 };

  begin_page (self.html, table, self.language);
  add_text (self.html, text_of (member, "name"));
  g_string_append (self.html, "</h1>\n");
  if (news != FORM_PLAIN)
    {
      g_string_append (self.html, "<p class=\"news\" role=\"status\">");
      add_word (&self, said[news]);
      g_string_append (self.html, "</p>\n");
    }
  add_seen (&self);
  add_duties (&self);
  add_asks (&self);
  add_forms (&self);
  g_string_append (self.html, "</main></body></html>\n");
  return g_string_free (self.html, FALSE);
}

char *
form_gone (JsonObject *table)
{
  GString *html = g_string_new (NULL);
  int language = language_of (table);

  begin_page (html, table, language);
  add_text (html, text_of (table, "station"));
  g_string_append (html, "</h1><p>");
  add_text (html, words[WORD_GONE][language]);
  g_string_append (html, "</p></main></body></html>\n");
  return g_string_free (html, FALSE);
}
