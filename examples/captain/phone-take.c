/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* geng inbox --from DIR: what members asked on their phones comes into the inbox, and what became
 * of it goes back.  The files come from a server in the internet: each is bounded and checked. */
#include "contacts.h"
#include "inbox.h"
#include "json.h"
#include "log.h"
#include "phone.h"
#include "zone.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* So long somebody may ask to be away. */
#define MOST_DAYS 366

/* A file of new/. */
typedef struct
{
  char *path;
  struct timespec came; /* when the server wrote it */
  GStrv finding;        /* (nullable): words for geng journal find */
} Letter;

typedef struct
{
  Desk *desk;
  Phones *phones;
  GDateTime *now;
  GPtrArray *asks;  /* of the inbox */
  GPtrArray *fresh; /* (element-type Ask) */
  GPtrArray *contacts;
  const char *now_text; /* (nullable) */
  gboolean contacted;
  guint closed; /* asks that are answered or taken back */
  guint found;  /* findings */
  guint kept;   /* of which so many wait for a disk or a lock */
  guint aside;  /* and so many can never be entered */
  guint old;    /* from addresses that were given anew since */
  Applied applied;
  GError *error; /* of a disk: nothing is thrown away */
} Taking;

/* What a file says; the strings are the object's. */
typedef struct
{
  JsonObject *object;
  GengMember *member;
  Letter *letter;
} Paper;

static void
letter_free (gpointer data)
{
  Letter *self = data;

  g_free (self->path);
  g_strfreev (self->finding);
  g_free (self);
}

static const char *
get (const Paper *paper, const char *name)
{
  return json_read_text (paper->object, name);
}

/* "2026-12-31", with all its digits. */
static gboolean
is_iso_date (const char *text)
{
  static const char form[] = "dddd-dd-dd";

  if (text == NULL || strlen (text) != strlen (form))
    return FALSE;
  for (guint i = 0; form[i] != '\0'; i++)
    if (form[i] == 'd' ? !g_ascii_isdigit (text[i]) : text[i] != form[i])
      return FALSE;
  return TRUE;
}

static gboolean
get_date (const Paper *paper, const char *name, GDate *date)
{
  const char *text = get (paper, name);
  int year = 0, month = 0, day = 0;

  g_date_clear (date, 1);
  if (!is_iso_date (text) || sscanf (text, "%4d-%2d-%2d", &year, &month, &day) != 3
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return TRUE;
}

static char *
get_words (const Paper *paper)
{
  const char *text = get (paper, "text");

  return text != NULL && text[0] != '\0' && strlen (text) <= PHONE_MOST_TEXT ? g_strdup (text)
                                                                             : NULL;
}

static guint
count_open (const Taking *self, const char *member)
{
  guint n = 0;

  for (guint i = 0; i < self->asks->len; i++)
    {
      const Ask *ask = self->asks->pdata[i];

      n += (ask->state == ASK_OPEN || ask->state == ASK_PARTNER)
           && g_str_equal (ask->member, member);
    }
  for (guint i = 0; i < self->fresh->len; i++)
    n += g_str_equal (((const Ask *) self->fresh->pdata[i])->member, member);
  return n;
}

/* Asks for what is not asked yet; FALSE for what makes no sense. */
static gboolean
take_ask (Taking *self, const Paper *paper, AskKind kind)
{
  const char *with = get (paper, "with");
  g_autoptr (Ask) ask = NULL;
  GDate first, last;

  if (!get_date (paper, "first", &first))
    return FALSE;
  if (!get_date (paper, "last", &last))
    last = first;
  if (g_date_compare (&first, &last) > 0 || g_date_days_between (&first, &last) >= MOST_DAYS
      || count_open (self, geng_entity_get_id (GENG_ENTITY (paper->member))) >= PHONE_MOST_OPEN)
    return FALSE;
  ask = ask_new (kind, paper->member, &first, &last);
  if (kind == ASK_SWAP)
    {
      if (with == NULL || geng_station_lookup_member (self->desk->station, with) == NULL
          || !get_date (paper, "with-date", &ask->with_day))
        return FALSE;
      ask->with = g_strdup (with);
    }
  ask->text = get_words (paper);
  ask->from = g_strdup (_ ("phone"));
  ask->came = g_date_time_format_iso8601 (self->now);
  if (!inbox_has (self->asks, ask) && !inbox_has (self->fresh, ask))
    g_ptr_array_add (self->fresh, g_steal_pointer (&ask));
  return TRUE;
}

static Ask *
find_ask (Taking *self, const Paper *paper)
{
  const char *text = get (paper, "of");
  guint64 number = text != NULL ? g_ascii_strtoull (text, NULL, 10) : 0;

  for (guint i = 0; i < self->asks->len; i++)
    if (((Ask *) self->asks->pdata[i])->number == number)
      return self->asks->pdata[i];
  return NULL;
}

/* An ask that another state is written of; an error is kept, and says nothing of the ask. */
static gboolean
save_closed (Taking *self, const Ask *ask)
{
  if (!inbox_save (self->desk, ask, &self->error))
    return FALSE;
  self->closed++;
  return TRUE;
}

/* The colleague says yes or no. */
static gboolean
take_answer (Taking *self, const Paper *paper, gboolean yes)
{
  const char *id = geng_entity_get_id (GENG_ENTITY (paper->member));
  g_autofree char *why = get_words (paper);
  Ask *ask = find_ask (self, paper);

  if (ask == NULL || ask->state != ASK_PARTNER || g_strcmp0 (ask->with, id) != 0)
    return FALSE;
  if (yes)
    ask_agree (ask, self->now);
  else
    ask_close (ask, ASK_REFUSED, why);
  return save_closed (self, ask);
}

static gboolean
take_back (Taking *self, const Paper *paper)
{
  Ask *ask = find_ask (self, paper);

  if (ask == NULL || (ask->state != ASK_OPEN && ask->state != ASK_PARTNER)
      || !g_str_equal (ask->member, geng_entity_get_id (GENG_ENTITY (paper->member))))
    return FALSE;
  ask_close (ask, ASK_WITHDRAWN, NULL);
  return save_closed (self, ask);
}

static gboolean
take_seen (Taking *self, const Paper *paper)
{
  const char *id = geng_entity_get_id (GENG_ENTITY (paper->member));
  const Contact *told = contacts_last (self->contacts, id, CONTACT_TOLD, NULL);

  if (told == NULL)
    return FALSE;
  contacts_add (self->contacts, id, CONTACT_SEEN, told->about, self->now);
  self->contacted = TRUE;
  return TRUE;
}

static gboolean
take_finding (Taking *self, const Paper *paper)
{
  const char *post = get (paper, "post"), *sort = get (paper, "sort");
  g_autofree char *text = get_words (paper);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  const char *folder = geng_store_get_path (self->desk->store);
  g_autofree char *by = NULL;

  /* What shared people find stands in the journal of the station where it is. */
  if (self->desk->pool != NULL && post != NULL)
    {
      post = zone_pool_find_post (self->desk, post, &folder);
      by = zone_pool_member_id (self->desk, paper->member);
    }
  if (post == NULL || sort == NULL || text == NULL || post[0] == '-' || sort[0] == '-')
    return FALSE;
  g_strv_builder_add_many (words, "journal", "find", post, sort, "--by",
                           by != NULL ? by : geng_entity_get_id (GENG_ENTITY (paper->member)), "-C",
                           folder, NULL);
  if (self->now_text != NULL)
    g_strv_builder_add_many (words, "--now", self->now_text, NULL);
  g_strv_builder_add_many (words, "--", text, NULL);
  paper->letter->finding = g_strv_builder_end (words);
  self->found++;
  return TRUE;
}

static gboolean
take_paper (Taking *self, const Paper *paper)
{
  const char *kind = get (paper, "kind");

  if (g_strcmp0 (kind, "leave") == 0)
    return take_ask (self, paper, ASK_LEAVE);
  if (g_strcmp0 (kind, "swap") == 0)
    return take_ask (self, paper, ASK_SWAP);
  if (g_strcmp0 (kind, "offer") == 0)
    return take_ask (self, paper, ASK_OFFER);
  if (g_strcmp0 (kind, "agree") == 0 || g_strcmp0 (kind, "decline") == 0)
    return take_answer (self, paper, kind[0] == 'a');
  if (g_strcmp0 (kind, "withdraw") == 0)
    return take_back (self, paper);
  if (g_strcmp0 (kind, "seen") == 0)
    return take_seen (self, paper);
  return g_strcmp0 (kind, "finding") == 0 && take_finding (self, paper);
}

/* (nullable): NULL for what is no ask of a phone, and with an error for what could not be read,
 * which says nothing of it */
static JsonParser *
read_letter (const char *path, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autofree char *text = NULL;
  struct stat state;
  JsonNode *root;

  if (lstat (path, &state) != 0)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_IO, "%s: %s", path, g_strerror (errno));
      return NULL;
    }
  if (!S_ISREG (state.st_mode) || state.st_size > PHONE_MOST_BYTES
      || !g_file_get_contents (path, &text, NULL, error)
      || !json_parser_load_from_data (parser, text, -1, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? g_steal_pointer (&parser) : NULL;
}

static void
take_letter (Taking *self, Letter *letter)
{
  g_autoptr (JsonParser) parser = read_letter (letter->path, &self->error);
  Paper paper = { .letter = letter };
  const char *token;

  if (parser == NULL)
    {
      if (self->error == NULL)
        say_hint (_ ("%s is no ask of a phone, and was thrown away."), letter->path);
      return;
    }
  paper.object = json_node_get_object (json_parser_get_root (parser));
  token = get (&paper, "token");
  paper.member = token != NULL ? phones_find_member (self->phones, self->desk, token) : NULL;
  if (paper.member == NULL)
    self->old++;
  else if (!take_paper (self, &paper) && self->error == NULL)
    say_hint (_ ("An ask of %s was not taken: it is no longer possible, or there are too many."),
              geng_entity_get_name (GENG_ENTITY (paper.member)));
}

static int
compare_letters (gconstpointer a, gconstpointer b)
{
  const Letter *one = *(const Letter *const *) a, *other = *(const Letter *const *) b;

  if (one->came.tv_sec != other->came.tv_sec)
    return one->came.tv_sec < other->came.tv_sec ? -1 : 1;
  if (one->came.tv_nsec != other->came.tv_nsec)
    return one->came.tv_nsec < other->came.tv_nsec ? -1 : 1;
  return strcmp (one->path, other->path);
}

/* (transfer full) (element-type Letter): as they came, since of a yes and a withdrawal of one ask
 * the first counts; of too many the first ones */
static GPtrArray *
list_new (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "new", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  GPtrArray *letters = g_ptr_array_new_with_free_func (letter_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (name[0] != '.' && g_str_has_suffix (name, ".json"))
      {
        Letter *letter = g_new0 (Letter, 1);
        struct stat state;

        letter->path = g_build_filename (path, name, NULL);
        if (lstat (letter->path, &state) == 0)
          letter->came = state.st_mtim;
        g_ptr_array_add (letters, letter);
      }
  g_ptr_array_sort (letters, compare_letters);
  if (letters->len > PHONE_MOST_FILES)
    g_ptr_array_set_size (letters, PHONE_MOST_FILES);
  return letters;
}

/* The folder is kept, and everybody gets a key whose page was published. */
static gboolean
name_folder (Phones *phones, Desk *desk, const char *folder, GError **error)
{
  g_autofree char *full = g_canonicalize_filename (folder, NULL);
  g_autofree char *inside = g_build_filename (full, "new", NULL);
  GListModel *members = geng_station_get_members (desk->station);

  if (g_mkdir_with_parents (inside, 0700) != 0)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_IO, "%s: %s", inside, g_strerror (errno));
      return FALSE;
    }
  if (g_strcmp0 (phones->folder, full) != 0)
    {
      g_free (phones->folder);
      phones->folder = g_steal_pointer (&full);
      phones->changed = TRUE;
    }
  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengEntity) member = g_list_model_get_item (members, i);
      g_autofree char *page = geng_publisher_dup_page_of (desk->store, GENG_FEED_SCOPE_MEMBER,
                                                          geng_entity_get_id (member), NULL);

      if (page != NULL)
        g_free (phones_dup_key (phones, geng_entity_get_id (member), page));
    }
  return phones_save (phones, desk, error);
}

static gboolean
write_all (Taking *self, GError **error)
{
  return (self->fresh->len == 0 || inbox_add (self->desk, self->asks, self->fresh, error))
         && (!self->contacted || contacts_save (self->desk, self->contacts, error))
         && phones_write_table (self->phones, self->desk, self->now, error);
}

static void
answer_taken (const Taking *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_number (builder, "asks", self->fresh->len);
  add_number (builder, "answers", self->closed);
  add_number (builder, "findings", self->found - self->kept - self->aside);
  add_number (builder, "findings-kept", self->kept);
  add_number (builder, "findings-aside", self->aside);
  add_number (builder, "old-addresses", self->old);
  applied_add (&self->applied, builder);
  json_builder_end_object (builder);
  print_json (builder);
}

static void
say_taken (const Taking *self)
{
  if (self->desk->json)
    return;
  g_print (_ ("Taken from phones: %u asks, %u answers, %u findings.\n"), self->fresh->len,
           self->closed, self->found);
  if (self->old > 0)
    g_print (
        _ ("%u came from addresses that are no longer in use (地址已停用) and were not taken.\n"),
        self->old);
}

static void
say_nothing (const char *text)
{
}

/* A command of its own, with a lock and a step of its own; a program gets one answer to all. */
static Status
enter_finding (const Taking *self, const Letter *letter)
{
  int n = (int) g_strv_length (letter->finding);
  /* Reading options moves the pointers about. */
  g_autofree char **words = g_memdup2 (letter->finding, ((gsize) n + 1) * sizeof (char *));
  GPrintFunc print = self->desk->json ? g_set_print_handler (say_nothing) : NULL;
  Status status;

  log_set_command (n, words);
  status = run_journal (n, words);
  if (self->desk->json)
    g_set_print_handler (print);
  return status;
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* Beside new/, where nobody tries it again, as long as there is room. */
static void
put_aside (const Letter *letter)
{
  g_autofree char *new = g_path_get_dirname (letter->path);
  g_autofree char *folder = g_path_get_dirname (new);
  g_autofree char *name = g_path_get_basename (letter->path);
  g_autofree char *aside = g_build_filename (folder, "aside", NULL);
  g_autofree char *path = g_build_filename (aside, name, NULL);

  if (g_mkdir_with_parents (aside, 0700) == 0 && count_files (aside) < PHONE_MOST_ASIDE
      && g_rename (letter->path, path) == 0)
    {
      say_hint (_ ("The finding is put aside as %s, and is not tried again."), path);
      return;
    }
  g_unlink (letter->path);
  say_hint (_ ("%s was thrown away: nothing more can be put into %s."), letter->path, aside);
}

/* What waits for a disk or a lock stays; what the journal refuses it would refuse for good. */
static void
settle (Taking *self, const Letter *letter, Status status)
{
  if (status == STATUS_FINE)
    g_unlink (letter->path);
  else if (status == STATUS_RETRY)
    {
      self->kept++;
      say_hint (_ ("%s stays, and is tried again with the next geng inbox --from."), letter->path);
    }
  else
    {
      self->aside++;
      put_aside (letter);
    }
}

static Status
enter_findings (Taking *self, GPtrArray *letters)
{
  Status worst = STATUS_FINE;

  for (guint i = 0; i < letters->len; i++)
    {
      const Letter *letter = letters->pdata[i];
      Status status;

      if (letter->finding == NULL)
        continue;
      status = said_status (enter_finding (self, letter));
      settle (self, letter, status);
      worst = status_worse (worst, status);
    }
  return worst;
}

static gboolean
take_all (Taking *self, const char *folder, GPtrArray *letters, GError **error)
{
  if (!name_folder (self->phones, self->desk, folder, error))
    return FALSE;
  for (guint i = 0; i < letters->len && self->error == NULL; i++)
    take_letter (self, letters->pdata[i]);
  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }
  if (!write_all (self, error))
    return FALSE;
  /* What is in the inbox is no longer new; an ask that came twice is known there. */
  for (guint i = 0; i < letters->len; i++)
    if (((const Letter *) letters->pdata[i])->finding == NULL)
      g_unlink (((const Letter *) letters->pdata[i])->path);
  return TRUE;
}

Status
inbox_take_from (Desk *desk, const char *folder, const char *now, gboolean apply)
{
  g_auto (Phones) phones = { 0 };
  g_autoptr (GDateTime) moment = desk_parse_instant (desk, now);
  g_autoptr (GPtrArray) asks = inbox_load (desk);
  g_autoptr (GPtrArray) contacts = asks != NULL ? contacts_load (desk) : NULL;
  g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func (ask_free);
  g_autoptr (GPtrArray) letters = list_new (folder);
  Taking taking = { .desk = desk,
                    .phones = &phones,
                    .now = moment,
                    .now_text = now,
                    .asks = asks,
                    .fresh = fresh,
                    .contacts = contacts };
  g_autoptr (GError) error = NULL;
  Status status;

  if (moment == NULL || contacts == NULL)
    return STATUS_BAD;
  if (!phones_load (&phones, desk, &error) || !take_all (&taking, folder, letters, &error))
    {
      say_failure (error);
      return STATUS_BAD;
    }
  say_taken (&taking);
  status = apply && geng_station_get_swaps_by_themselves (desk->station)
               ? inbox_apply (desk, now, &taking.applied)
               : STATUS_FINE;
  log_end (desk);
  geng_store_unlock (desk->store);
  status = status_worse (status, enter_findings (&taking, letters));
  if (desk->json)
    answer_taken (&taking);
  return status;
}
