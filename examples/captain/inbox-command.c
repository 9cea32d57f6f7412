/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* geng inbox: lists what is asked with the judge's answer, accepts, refuses. */
#include <string.h>

#include "inbox.h"
#include "log.h"
#include "pasted.h"
#include "phone.h"
#include "zone.h"

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
  static const char *const marks[]
      = { [ASK_FORBIDDEN] = "✗", [ASK_HARMFUL] = "!", [ASK_HARMLESS] = "✓" };
  g_autofree char *what = ask_text_of (desk, ask);
  g_autofree char *answer = NULL;
  AskVerdict verdict;

  g_print ("%u  %s  %s  %s  (%s)\n", ask->number, name_of (desk, ask->member),
           ask_kind_text (ask->kind), what, ask_state_text (ask->state));
  if (ask->text != NULL)
    g_print ("    “%s”\n", ask->text);
  if (!is_waiting (ask))
    return;
  answer = ask_judge (desk, ask, NULL, &verdict);
  g_print ("    %s %s\n", marks[verdict], answer);
}

static void
add_ask (Desk *desk, const Ask *ask, JsonBuilder *builder)
{
  g_autofree char *first = desk_date_text (&ask->first), *last = desk_date_text (&ask->last);
  g_autofree char *answer = NULL;
  AskVerdict verdict = ASK_FORBIDDEN;

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
    answer = ask_judge (desk, ask, NULL, &verdict);
  json_builder_set_member_name (builder, "allowed");
  json_builder_add_boolean_value (builder, verdict != ASK_FORBIDDEN);
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

/* For a program: what became of some asks, (element-type Ask). */
static void
answer_states (Desk *desk, GPtrArray *asks)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < asks->len; i++)
    add_ask (desk, asks->pdata[i], builder);
  json_builder_end_array (builder);
  print_json (builder);
}

/* What became of an ask, for people or for a program. */
static void
say_state (Desk *desk, Ask *ask)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  if (!desk->json)
    {
      g_print ("%s  %s\n", name_of (desk, ask->member), ask_state_text (ask->state));
      return;
    }
  g_ptr_array_add (one, ask);
  answer_states (desk, one);
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
  if (desk->pool != NULL)
    return zone_pool_add_leave (desk, request, error);
  g_ptr_array_add (requests, request);
  return geng_store_add_requests (desk->store, requests, error);
}

/* All that accepting writes, in one change. done: (nullable): the roster as it becomes */
static gboolean
write_accepted (Desk *desk, Ask *ask, GengRoster *done, GError **error)
{
  gboolean ok;

  ask->state = ASK_ACCEPTED;
  if (desk->pool != NULL && done != NULL)
    {
      if (!zone_pool_save_roster (desk, done, error))
        return FALSE;
      done = NULL;
    }
  if (!geng_store_begin (desk->store, error))
    return FALSE;
  ok = (ask->kind == ASK_SWAP || ask->kind == ASK_OFFER
        || (desk->pool != NULL && ask->kind == ASK_SERVE) || add_request (desk, ask, error))
       && (done == NULL || geng_store_save_draft (desk->store, done, error))
       && inbox_save (desk, ask, error) && log_note_accepted (desk, ask->number, error);
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
  AskVerdict verdict;

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
  if ((answer = ask_served_text (desk, ask)) != NULL)
    {
      say_error ("%s", answer);
      return STATUS_BAD;
    }
  answer = ask_judge (desk, ask, &done, &verdict);
  if (verdict == ASK_FORBIDDEN)
    {
      say_error ("%s", answer);
      say_hint (_ ("It stays unanswered. To say no: geng inbox refuse %u"), ask->number);
      return STATUS_BROKEN;
    }
  if (done != NULL)
    ask_note_duties (desk, ask, done);
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

static gboolean
close_ask (Desk *desk, Ask *ask, AskState state, const char *why)
{
  g_autoptr (GError) error = NULL;

  ask_close (ask, state, why);
  if (inbox_save (desk, ask, &error))
    return TRUE;
  say_failure (error);
  return FALSE;
}

/* -- what the colleague says -- */

static gboolean
agree (Desk *desk, Ask *ask, const Wish *wish)
{
  g_autoptr (GDateTime) now = desk_parse_instant (desk, wish->now);
  g_autoptr (GError) error = NULL;

  if (now == NULL)
    return FALSE;
  if (ask->state != ASK_PARTNER)
    {
      say_error (_ ("Ask %u waits for no colleague."), ask->number);
      return FALSE;
    }
  ask_agree (ask, now);
  if (inbox_save (desk, ask, &error))
    return TRUE;
  say_failure (error);
  return FALSE;
}

/* What the colleague said, for people. */
static void
print_answer (Desk *desk, const Ask *ask)
{
  if (ask->agreed == NULL)
    {
      g_print (_ ("%s does not agree: ask %u of %s is refused.\n"), name_of (desk, ask->with),
               ask->number, name_of (desk, ask->member));
      return;
    }
  g_print (_ ("%s agrees.\n"), name_of (desk, ask->with));
  print_ask (desk, ask);
}

typedef struct
{
  Desk *desk;
  GPtrArray *asks;
  const Wish *wish;
  GPtrArray *answered; /* (element-type Ask) */
  gboolean failed;
} Answers;

static void
take_answer (GengMember *speaker, const char *line, gpointer data)
{
  Answers *self = data;
  AskAnswer answer = ask_read_answer (line);
  g_autofree char *unclear = NULL;
  Ask *ask
      = answer != ASK_ANSWER_NONE ? ask_find_answered (self->asks, speaker, line, &unclear) : NULL;

  if (unclear != NULL)
    say_error ("%s", unclear);
  self->failed = self->failed || unclear != NULL;
  if (ask == NULL)
    return;
  if (answer == ASK_ANSWER_YES ? !agree (self->desk, ask, self->wish)
                               : !close_ask (self->desk, ask, ASK_REFUSED, NULL))
    {
      self->failed = TRUE;
      return;
    }
  g_ptr_array_add (self->answered, ask);
  if (!self->desk->json)
    print_answer (self->desk, ask);
}

static Status
take_pasted (Desk *desk, GPtrArray *asks, const Wish *wish)
{
  g_autoptr (GPtrArray) answered = g_ptr_array_new ();
  Answers answers = { desk, asks, wish, answered, FALSE };

  pasted_read (desk, take_answer, &answers);
  if (answered->len == 0 && !answers.failed)
    {
      say_error (_ ("Nobody who is asked says yes or no in what was pasted."));
      return STATUS_BAD;
    }
  if (desk->json)
    answer_states (desk, answered);
  return answers.failed ? STATUS_BAD : STATUS_FINE;
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

/* Where the month is planned, a duty that is to go to another must be there. */
static gboolean
has_duty (Desk *desk, const char *id, const GDate *date)
{
  GengMember *member = geng_station_lookup_member (desk->station, id);
  g_autofree char *day = desk_date_text (date);
  g_autofree char *month = desk_month_text (date);

  if (!desk_has_roster (desk, date))
    return TRUE;
  g_clear_object (&desk->roster);
  g_clear_object (&desk->published);
  g_clear_object (&desk->history);
  if (!desk_load (desk, month))
    return FALSE;
  if (geng_roster_lookup (desk->roster, member, date) != NULL)
    return TRUE;
  say_error (_ ("%s has no duty on %s."), geng_entity_get_name (GENG_ENTITY (member)), day);
  return FALSE;
}

static gboolean
has_duties (Desk *desk, const Ask *ask)
{
  if (ask->kind != ASK_OFFER && ask->kind != ASK_SWAP)
    return TRUE;
  return has_duty (desk, ask->member, &ask->first)
         && (!g_date_valid (&ask->with_day) || has_duty (desk, ask->with, &ask->with_day));
}

/* What goes into leave.csv is written where a guest is at home. */
static gboolean
is_ours (Desk *desk, const Ask *ask, Options *options)
{
  GengMember *member = geng_station_lookup_member (desk->station, ask->member);
  const char *local = strchr (ask->member, '/');
  const char *word = options_take (options, 3);
  g_autofree char *home = NULL;

  if (desk->pool != NULL || !geng_member_get_guest (member) || local == NULL
      || (ask->kind != ASK_LEAVE && ask->kind != ASK_SERVE))
    return TRUE;
  home = g_strndup (ask->member, (gsize) (local - ask->member));
  say_error (geng_member_get_lend_price (member) > 0
                 ? _ ("%s is lent by another station, and asks there.")
                 : _ ("%s is shared by the zone, and asks in the pool's folder."),
             geng_entity_get_name (GENG_ENTITY (member)));
  say_hint (_ ("In the zone's folder: geng inbox add %s %s %s --station %s"), local + 1,
            options_take (options, 2), word != NULL ? word : "leave", home);
  return FALSE;
}

static void
print_question (Desk *desk, const Ask *ask)
{
  g_autofree char *message = ask_message_to_colleague (desk, ask);
  const char *part = g_getenv (ZONE_PART);
  g_autofree char *where = part != NULL ? g_strdup_printf (" --station %s", part) : g_strdup ("");

  g_print ("%s\n\n%s\n\n", _ ("To paste:"), message);
  g_print (_ ("When the colleague says yes: geng inbox agree %u%s\n"), ask->number, where);
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
  if (!read_wish (desk, ask, options) || !is_ours (desk, ask, options) || !has_duties (desk, ask))
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

typedef enum
{
  VERB_ACCEPT,
  VERB_REFUSE,
  VERB_WITHDRAW,
  VERB_AGREE,
  VERB_DECLINE,
  N_VERBS
} Verb;

static Verb
read_verb (const char *text)
{
  static const struct
  {
    const char *english, *chinese;
  } words[N_VERBS] = {
    [VERB_ACCEPT] = { "accept", "同意" },     [VERB_REFUSE] = { "refuse", "拒绝" },
    [VERB_WITHDRAW] = { "withdraw", "撤回" }, [VERB_AGREE] = { "agree", "答应" },
    [VERB_DECLINE] = { "decline", "谢绝" },
  };
  guint verb = 0;

  while (verb < N_VERBS && !is_word (text, words[verb].english, words[verb].chinese))
    verb++;
  return verb;
}

static Status
answer_ask (Desk *desk, GPtrArray *asks, const Wish *wish, Options *options)
{
  const char *text = options_take (options, 0);
  Verb verb = read_verb (text);
  Ask *ask;

  if (verb == N_VERBS)
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
  if (verb == VERB_ACCEPT)
    return accept (desk, ask, wish);
  if (verb == VERB_AGREE
          ? !agree (desk, ask, wish)
          : !close_ask (desk, ask, verb == VERB_WITHDRAW ? ASK_WITHDRAWN : ASK_REFUSED, wish->why))
    return STATUS_BAD;
  if ((verb == VERB_AGREE || (verb == VERB_DECLINE && ask->with != NULL)) && !desk->json)
    print_answer (desk, ask);
  else
    say_state (desk, ask);
  return STATUS_FINE;
}

/* What is asked and what became of it is seen where it was asked. */
static Status
show_on_phones (Desk *desk, const Wish *wish, Status status)
{
  g_autoptr (GDateTime) now = desk_parse_instant (desk, wish->now);

  return now != NULL && phones_refresh (desk, now) ? status : STATUS_BAD;
}

static Status
apply (Desk *desk, const Wish *wish)
{
  g_autoptr (JsonBuilder) builder = NULL;
  Applied applied = { 0 };
  Status status = inbox_apply (desk, wish->now, &applied);

  if (!desk->json || status != STATUS_FINE)
    return status;
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  applied_add (&applied, builder);
  json_builder_end_object (builder);
  print_json (builder);
  return status;
}

static Status
answer_or_add (Desk *desk, GPtrArray *asks, const Wish *wish, Options *options)
{
  if (wish->paste)
    return take_pasted (desk, asks, wish);
  return is_word (options_take (options, 0), "add", "登记")
             ? add (desk, asks, wish, options)
             : answer_ask (desk, asks, wish, options);
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

  if (!options_parse (
          &options, "inbox",
          _ ("[accept N | refuse N | withdraw N | agree N | decline N | add MEMBER "
             "DATE[..DATE] WHAT]"),
          _ ("Lists what members ask for, each with what the judge says to it. Nothing "
             "is changed before it is accepted.\nWHAT is leave, a shift to serve, "
             "offer (for somebody else to take it), or swap MEMBER DATE. A swap waits for the "
             "colleague's yes first: agree N, or --paste."),
          entries, argc, argv)
      || ((desk.pool = zone_pool_find (options.folder)), FALSE)
      || !desk_open (&desk, &options,
                     options.rest != NULL || wish.phones != NULL || wish.apply || wish.paste
                         ? DESK_WRITE
                         : DESK_READ)
      || (asks = inbox_load (&desk)) == NULL)
    return STATUS_BAD;
  if (wish.phones != NULL)
    return inbox_take_from (&desk, wish.phones, wish.now, wish.apply);
  if (wish.apply)
    return apply (&desk, &wish);
  if (!wish.paste && options.rest == NULL)
    return list (&desk, asks, wish.all);
  return show_on_phones (&desk, &wish, answer_or_add (&desk, asks, &wish, &options));
}
