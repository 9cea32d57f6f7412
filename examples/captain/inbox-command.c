/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* geng inbox: lists what is asked with the judge's answer, accepts, refuses. */
#include <string.h>

#include "inbox.h"
#include "phone.h"
#include "pasted.h"

typedef struct
{
  char *why;
  gboolean all, paste;
  char *with;
  char *now;
  char *phones;
  gboolean apply;
} Wish;

static void
wish_clear (Wish *self)
{
  g_free (self->why);
  g_free (self->with);
  g_free (self->now);
  g_free (self->phones);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wish, wish_clear)

static const char *
name_of (Desk *desk, const char *id)
{
  GengMember *member = geng_station_lookup_member (desk->station, id);

  return member != NULL ? geng_entity_get_name (GENG_ENTITY (member)) : id;
}

static gboolean
is_waiting (const Ask *ask)
{
  return ask->state == ASK_OPEN || ask->state == ASK_PARTNER;
}

/* -- list -- */

static void
print_ask (Desk *desk, const Ask *ask)
{
  g_autofree char *what = ask_text_of (desk, ask);
  g_autofree char *answer = NULL;
  gboolean allowed;

  g_print ("%u  %s  %s  %s  (%s)\n", ask->number, name_of (desk, ask->member),
           ask_kind_text (ask->kind), what, ask_state_text (ask->state));
  if (ask->text != NULL)
    g_print ("    “%s”\n", ask->text);
  if (!is_waiting (ask))
    return;
  answer = ask_judge (desk, ask, NULL, &allowed);
  g_print ("    %s %s\n", allowed ? "✓" : "✗", answer);
}

static void
add_ask (Desk *desk, const Ask *ask, JsonBuilder *builder)
{
  g_autofree char *first = desk_date_text (&ask->first), *last = desk_date_text (&ask->last);
  g_autofree char *answer = NULL;
  gboolean allowed = FALSE;

  json_builder_begin_object (builder);
  add_number (builder, "number", ask->number);
  add_text (builder, "kind", ask_kind_word (ask->kind));
  add_text (builder, "state", ask_state_word (ask->state));
  add_text (builder, "member", ask->member);
  add_text (builder, "first", first);
  add_text (builder, "last", last);
  add_text (builder, "shift", ask->shift);
  add_text (builder, "with", ask->with);
  add_text (builder, "agreed", ask->agreed);
  if (is_waiting (ask))
    answer = ask_judge (desk, ask, NULL, &allowed);
  json_builder_set_member_name (builder, "allowed");
  json_builder_add_boolean_value (builder, allowed);
  add_text (builder, "judge", answer);
  json_builder_end_object (builder);
}

static Status
list (Desk *desk, GPtrArray *asks, gboolean all)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  guint shown = 0;

  json_builder_begin_array (builder);
  for (guint i = 0; i < asks->len; i++)
    {
      const Ask *ask = g_ptr_array_index (asks, i);

      if (!all && !is_waiting (ask))
        continue;
      shown++;
      if (desk->json)
        add_ask (desk, ask, builder);
      else
        print_ask (desk, ask);
    }
  json_builder_end_array (builder);
  if (desk->json)
    print_json (builder);
  else if (shown == 0)
    g_print ("%s\n", _ ("Nobody asks for anything."));
  else if (!all)
    g_print ("%s\n", _ ("Answer with: geng inbox accept N, or geng inbox refuse N"));
  return STATUS_FINE;
}

/* -- answers -- */

static Ask *
find_ask (GPtrArray *asks, const char *text)
{
  guint64 number = 0;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT, &number, NULL))
    {
      say_error (_ ("Which ask? Write its number, as “geng inbox” lists it."));
      return NULL;
    }
  for (guint i = 0; i < asks->len; i++)
    {
      Ask *ask = g_ptr_array_index (asks, i);

      if (ask->number != number)
        continue;
      if (is_waiting (ask))
        return ask;
      say_error (_ ("Ask %u is answered already: %s."), ask->number, ask_state_text (ask->state));
      return NULL;
    }
  say_error (_ ("There is no ask %s."), text);
  return NULL;
}

/* What became of an ask, for people or for a program. */
static void
say_state (Desk *desk, const Ask *ask)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!desk->json)
    {
      g_print ("%s  %s\n", name_of (desk, ask->member), ask_state_text (ask->state));
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_array (builder);
  add_ask (desk, ask, builder);
  json_builder_end_array (builder);
  print_json (builder);
}

/* Leave and a fixed duty become rows of leave.csv. */
static gboolean
add_request (Desk *desk, const Ask *ask, GError **error)
{
  GengMember *member = geng_station_lookup_member (desk->station, ask->member);
  gboolean leave = ask->kind == ASK_LEAVE;
  g_autoptr (GengRequest) request = geng_request_new (
      leave ? GENG_REQUEST_KIND_LEAVE : GENG_REQUEST_KIND_PIN, member, &ask->first, &ask->last);
  g_autoptr (GPtrArray) requests = g_ptr_array_new ();
  g_autofree char *source = g_strdup_printf ("inbox %u", ask->number);

  geng_request_set_source (request, source);
  if (leave)
    geng_request_set_reason (request, ask->text);
  else
    geng_request_set_shift (request, geng_station_lookup_shift (desk->station, ask->shift));
  g_ptr_array_add (requests, request);
  return geng_store_add_requests (desk->store, requests, error);
}

/* All that accepting writes, in one change. done: (nullable): the roster as it becomes */
static gboolean
write_accepted (Desk *desk, Ask *ask, GengRoster *done, GError **error)
{
  gboolean ok;

  ask->state = ASK_ACCEPTED;
  if (!geng_store_begin (desk->store, error))
    return FALSE;
  ok = (ask->kind == ASK_SWAP || ask->kind == ASK_OFFER || add_request (desk, ask, error))
       && (done == NULL || geng_store_save_draft (desk->store, done, error))
       && inbox_save (desk, ask, error);
  if (ok)
    return geng_store_commit (desk->store, error);
  geng_store_unlock (desk->store);
  return FALSE;
}

static Status
accept (Desk *desk, Ask *ask, const Wish *wish)
{
  g_autoptr (GengRoster) done = NULL;
  g_autofree char *answer = NULL, *month = desk_month_text (&ask->first);
  g_autoptr (GError) error = NULL;
  gboolean allowed;

  if (ask->state == ASK_PARTNER)
    {
      say_error (_ ("%s has not agreed yet."), name_of (desk, ask->with));
      say_hint (_ ("When the colleague says yes: geng inbox agree %u"), ask->number);
      return STATUS_BAD;
    }
  if (ask->kind == ASK_OFFER)
    {
      GengMember *with;

      if (wish->with == NULL)
        {
          say_error (_ ("Who takes the duty? --with NAME"));
          return STATUS_BAD;
        }
      with = desk_find_member (desk, wish->with);
      if (with == NULL)
        return STATUS_BAD;
      ask->with = g_strdup (geng_entity_get_id (GENG_ENTITY (with)));
      ask->kind = ASK_SWAP;
    }
  answer = ask_judge (desk, ask, &done, &allowed);
  if (!allowed)
    {
      say_error ("%s", answer);
      say_hint (_ ("It stays unanswered. To say no: geng inbox refuse %u"), ask->number);
      return STATUS_BROKEN;
    }
  if (!write_accepted (desk, ask, done, &error))
    {
      say_failure (error);
      return STATUS_BAD;
    }
  say_state (desk, ask);
  if (desk->json)
    return STATUS_FINE;
  if (done != NULL)
    g_print (_ ("Tell everybody with: geng publish %s\n"), month);
  else if (desk->roster != NULL)
    g_print ("%s\n", answer);
  return STATUS_FINE;
}

static Status
close_ask (Desk *desk, Ask *ask, AskState state, const char *why)
{
  g_autoptr (GError) error = NULL;

  ask_close (ask, state, why);
  if (!inbox_save (desk, ask, &error))
    {
      say_failure (error);
      return STATUS_BAD;
    }
  say_state (desk, ask);
  return STATUS_FINE;
}

/* -- what the colleague says -- */

static Status
agree (Desk *desk, Ask *ask, const Wish *wish)
{
  g_autoptr (GDateTime) now = desk_parse_instant (desk, wish->now);
  g_autoptr (GError) error = NULL;

  if (now == NULL)
    return STATUS_BAD;
  if (ask->state != ASK_PARTNER)
    {
      say_error (_ ("Ask %u waits for no colleague."), ask->number);
      return STATUS_BAD;
    }
  ask_agree (ask, now);
  if (!inbox_save (desk, ask, &error))
    {
      say_failure (error);
      return STATUS_BAD;
    }
  if (desk->json)
    say_state (desk, ask);
  else
    {
      g_print (_ ("%s agrees.\n"), name_of (desk, ask->with));
      print_ask (desk, ask);
    }
  return STATUS_FINE;
}

typedef struct
{
  Desk *desk;
  GPtrArray *asks;
  const Wish *wish;
  guint n;
  Status status;
} Answers;

static void
take_answer (GengMember *speaker, const char *line, gpointer data)
{
  Answers *self = data;
  AskAnswer answer = ask_read_answer (line);
  gboolean several = FALSE;
  Ask *ask
      = answer != ASK_ANSWER_NONE ? ask_find_answered (self->asks, speaker, line, &several) : NULL;
  Status status;

  if (several)
    {
      say_error (_ ("%s is asked more than once; the answer needs the number of the ask: %s"),
                 geng_entity_get_name (GENG_ENTITY (speaker)), line);
      self->status = STATUS_BAD;
    }
  if (ask == NULL)
    return;
  status = answer == ASK_ANSWER_YES ? agree (self->desk, ask, self->wish)
                                    : close_ask (self->desk, ask, ASK_REFUSED, NULL);
  if (status != STATUS_FINE)
    self->status = status;
  self->n++;
}

static Status
take_pasted (Desk *desk, GPtrArray *asks, const Wish *wish)
{
  Answers answers = { desk, asks, wish, 0, STATUS_FINE };

  pasted_read (desk, take_answer, &answers);
  if (answers.n == 0 && answers.status == STATUS_FINE)
    {
      say_error (_ ("Nobody who is asked says yes or no in what was pasted."));
      return STATUS_BAD;
    }
  return answers.status;
}

/* -- by word of mouth -- */

static GengShift *
find_shift (Desk *desk, const char *text)
{
  GListModel *shifts = geng_station_get_shifts (desk->station);

  for (guint i = 0; text != NULL && i < g_list_model_get_n_items (shifts); i++)
    {
      g_autoptr (GengShift) shift = g_list_model_get_item (shifts, i);

      if (g_str_equal (text, geng_entity_get_id (GENG_ENTITY (shift)))
          || g_str_equal (text, geng_entity_get_name (GENG_ENTITY (shift)))
          || g_strcmp0 (text, geng_shift_get_mark (shift)) == 0)
        return shift;
    }
  return NULL;
}

static gboolean
is_word (const char *text, const char *english, const char *chinese)
{
  return g_strcmp0 (text, english) == 0 || g_strcmp0 (text, chinese) == 0;
}

/* What the fourth word asks for; FALSE after a message. */
static gboolean
read_wish (Desk *desk, Ask *ask, Options *options)
{
  const char *word = options_take (options, 3);
  GengShift *shift = find_shift (desk, word);
  GengMember *with;

  if (word == NULL || is_word (word, "leave", "请假"))
    ask->kind = ASK_LEAVE;
  else if (is_word (word, "offer", "求顶"))
    ask->kind = ASK_OFFER;
  else if (is_word (word, "swap", "换班"))
    {
      ask->kind = ASK_SWAP;
      ask->state = ASK_PARTNER;
      with = desk_find_member (desk, options_take (options, 4));
      if (with == NULL
          || (options_take (options, 5) != NULL
              && !desk_parse_date (desk, options_take (options, 5), &ask->with_day)))
        return FALSE;
      ask->with = g_strdup (geng_entity_get_id (GENG_ENTITY (with)));
    }
  else if (shift != NULL)
    {
      ask->kind = ASK_SERVE;
      ask->shift = g_strdup (geng_entity_get_id (GENG_ENTITY (shift)));
    }
  else
    {
      say_error (_ ("“%s” should be 请假 (leave), 换班 (swap), 求顶 (offer) or a shift."), word);
      return FALSE;
    }
  return TRUE;
}

static void
print_question (Desk *desk, const Ask *ask)
{
  g_autofree char *message = ask_message_to_colleague (desk, ask);

  g_print ("%s\n\n%s\n\n", _ ("To paste:"), message);
  g_print (_ ("When the colleague says yes: geng inbox agree %u\n"), ask->number);
}

static Status
add (Desk *desk, GPtrArray *asks, const Wish *wish, Options *options)
{
  g_autoptr (GPtrArray) fresh = g_ptr_array_new ();
  g_autoptr (GDateTime) now = desk_parse_instant (desk, wish->now);
  GengMember *member = desk_find_member (desk, options_take (options, 1));
  g_autoptr (Ask) ask = NULL;
  g_autoptr (GError) error = NULL;
  GDate first, last;

  if (now == NULL || member == NULL
      || !desk_parse_range (desk, options_take (options, 2), &first, &last))
    return STATUS_BAD;
  ask = ask_new (ASK_LEAVE, member, &first, &last);
  if (!read_wish (desk, ask, options))
    return STATUS_BAD;
  ask->text = g_strdup (wish->why);
  ask->from = g_strdup (_ ("by word of mouth"));
  ask->came = g_date_time_format_iso8601 (now);
  if (inbox_has (asks, ask))
    {
      say_error (_ ("That is asked already."));
      return STATUS_BAD;
    }
  g_ptr_array_add (fresh, ask);
  if (!inbox_add (desk, asks, fresh, &error))
    {
      say_failure (error);
      return STATUS_BAD;
    }
  if (desk->json)
    say_state (desk, ask);
  else
    print_ask (desk, ask);
  if (!desk->json && ask->state == ASK_PARTNER)
    print_question (desk, ask);
  return STATUS_FINE;
}

static Status
answer_ask (Desk *desk, GPtrArray *asks, const Wish *wish, Options *options)
{
  static const struct
  {
    const char *english, *chinese;
  } verbs[] = { { "accept", "同意" },
                { "refuse", "拒绝" },
                { "withdraw", "撤回" },
                { "agree", "答应" },
                { "decline", "谢绝" } };
  const char *text = options_take (options, 0);
  guint verb = 0;
  Ask *ask;

  while (verb < G_N_ELEMENTS (verbs) && !is_word (text, verbs[verb].english, verbs[verb].chinese))
    verb++;
  if (verb == G_N_ELEMENTS (verbs))
    {
      say_error (
          _ ("“%s” should be add (登记), accept (同意), refuse (拒绝) or withdraw (撤回), and "
             "of the colleague agree (答应) or decline (谢绝)."),
          text);
      return STATUS_BAD;
    }
  ask = find_ask (asks, options_take (options, 1));
  if (ask == NULL)
    return STATUS_BAD;
  if (verb == 0)
    return accept (desk, ask, wish);
  if (verb == 3)
    return agree (desk, ask, wish);
  return close_ask (desk, ask, verb == 2 ? ASK_WITHDRAWN : ASK_REFUSED, wish->why);
}

/* What became of it is seen where it was asked. */
static gboolean
show_on_phones (Desk *desk, const Wish *wish)
{
  g_autoptr (GDateTime) now = desk_parse_instant (desk, wish->now);

  return now != NULL && phones_refresh (desk, now);
}

Status
run_inbox (int argc, char **argv)
{
  g_auto (Wish) wish = { 0 };
  const GOptionEntry entries[]
      = { { "all", 'a', 0, G_OPTION_ARG_NONE, &wish.all, N_ ("Those answered too"), NULL },
          { "why", 0, 0, G_OPTION_ARG_STRING, &wish.why,
            N_ ("In the member's words, or what he is told"), N_ ("TEXT") },
          { "with", 0, 0, G_OPTION_ARG_STRING, &wish.with, N_ ("Who takes the duty"),
            N_ ("MEMBER") },
          { "paste", 0, 0, G_OPTION_ARG_NONE, &wish.paste,
            N_ ("Read colleagues' answers as they are copied from the chat, up to Ctrl-D"), NULL },
          { "from", 0, 0, G_OPTION_ARG_FILENAME, &wish.phones,
            N_ ("Take in what members asked on their pages, and tell them what became of it"),
            N_ ("DIR") },
          { "apply", 0, 0, G_OPTION_ARG_NONE, &wish.apply,
            N_ ("Make swaps official on which both agree, where swaps = by-themselves"), NULL },
          { "now", 0, 0, G_OPTION_ARG_STRING, &wish.now,
            N_ ("What counts as now (default: the clock)"), N_ ("TIME") },
          { NULL } };
  g_auto (Options) options = { 0 };
  g_auto (Desk) desk = { 0 };
  g_autoptr (GPtrArray) asks = NULL;
  const char *verb;
  Status status;

  if (!options_parse (
          &options, "inbox",
          _ ("[accept N | refuse N | withdraw N | agree N | decline N | add MEMBER "
             "DATE[..DATE] WHAT]"),
          _ ("Lists what members ask for, each with what the judge says to it. Nothing "
             "is changed before it is accepted.\nWHAT is leave, a shift to serve, "
             "offer (for somebody else to take it), or swap MEMBER DATE. A swap waits for the "
             "colleague's yes first: agree N, or --paste."),
          entries, argc, argv)
      || !desk_open (&desk, &options,
                     options.rest != NULL || wish.phones != NULL || wish.apply || wish.paste
                         ? DESK_WRITE
                         : DESK_READ)
      || (asks = inbox_load (&desk)) == NULL)
    return STATUS_BAD;
  if (wish.paste)
    return take_pasted (&desk, asks, &wish);
  if (wish.phones != NULL)
    return inbox_take_from (&desk, wish.phones, wish.now, wish.apply);
  if (wish.apply)
    return inbox_apply (&desk, wish.now);
  verb = options_take (&options, 0);
  if (verb == NULL)
    return list (&desk, asks, wish.all);
  if (is_word (verb, "add", "登记"))
    return add (&desk, asks, &wish, &options);
  status = answer_ask (&desk, asks, &wish, &options);
  return status == STATUS_FINE && !show_on_phones (&desk, &wish) ? STATUS_BAD : status;
}
