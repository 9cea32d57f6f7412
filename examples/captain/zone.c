/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Commands on a zone (片区): each station's own, in the order of zone.ini, each in a process of its
 * own, so that what is wrong with one keeps nobody from the others. */
#include "log.h"
#include "parts.h"
#include "zone-agree.h"
#include "zone-log.h"
#include "zone.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include "terminal.h"

/* What makes sense for all stations, one after the other; the rest is about somebody. */
static const char *const for_all[]
    = { "check",  "检查", "plan",    "排班", "show",   "查看", "why", "原因",
        "repair", "补排", "publish", "发布", "report", "报表", "kit", "装备",
        "log",    "记录", "seen",    "收到", "inbox",  "申请", NULL };
/* What of it reads, and so needs nobody's folder twice; who writes reads under the lock. */
static const char *const readers[]
    = { "check", "检查", "show", "查看", "report", "报表", "kit", "装备", NULL };
/* What looks at the zone as one. */
static const char *const own[] = { "overview", "总览", "batch", "批量", "new", "新建", NULL };

/* What the command line says of the zone; the rest goes to the stations as it is. */
typedef struct
{
  char *folder;
  GPtrArray *stations; /* of char: --station */
  GPtrArray *rest;     /* of char, not owned: the command and its arguments */
  gboolean json, help;
  RunCommand run; /* (nullable): does what the stations do with what the zone has read */
} Line;

static void
line_clear (Line *self)
{
  g_free (self->folder);
  g_ptr_array_unref (self->stations);
  g_ptr_array_unref (self->rest);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Line, line_clear)

/* One of two names of a command, or of an option. */
static gboolean
is_either (const char *word, const char *one, const char *other)
{
  return g_str_equal (word, one) || g_str_equal (word, other);
}

/* What `--name VALUE` or `--name=VALUE` says; NULL for another word. */
static const char *
value_of (const char *name, int argc, char **argv, int *i)
{
  gsize n = strlen (name);

  if (g_str_equal (argv[*i], name) && *i + 1 < argc)
    return argv[++*i];
  return g_str_has_prefix (argv[*i], name) && argv[*i][n] == '=' ? argv[*i] + n + 1 : NULL;
}

static const char *
folder_of (int argc, char **argv, int *i)
{
  const char *value = value_of ("--folder", argc, argv, i);

  if (value == NULL && g_str_equal (argv[*i], "-C") && *i + 1 < argc)
    return argv[++*i];
  if (value == NULL && g_str_has_prefix (argv[*i], "-C") && argv[*i][2] != '\0')
    return argv[*i] + 2;
  return value;
}

static void
read_line (Line *self, int argc, char **argv)
{
  self->stations = g_ptr_array_new_with_free_func (g_free);
  self->rest = g_ptr_array_new ();
  for (int i = 1; i < argc; i++)
    {
      const char *folder, *station;

      if (g_str_equal (argv[i], "--"))
        {
          while (i < argc)
            g_ptr_array_add (self->rest, argv[i++]);
          break;
        }
      folder = folder_of (argc, argv, &i);
      station = folder != NULL ? NULL : value_of ("--station", argc, argv, &i);

      if (folder != NULL)
        {
          g_free (self->folder);
          self->folder = g_strdup (folder);
        }
      else if (station != NULL)
        g_ptr_array_add (self->stations, g_strdup (station));
      else
        g_ptr_array_add (self->rest, argv[i]);
      self->json = self->json || g_str_equal (argv[i], "--json");
      self->help = self->help || g_str_equal (argv[i], "--help") || g_str_equal (argv[i], "-h");
    }
  if (self->folder == NULL)
    self->folder = g_strdup (".");
}

static gboolean
has_word (const Line *line, const char *word)
{
  for (guint i = 1; i < line->rest->len; i++)
    if (g_str_equal (line->rest->pdata[i], word))
      return TRUE;
  return FALSE;
}

gboolean
zone_takes (int argc, char **argv)
{
  g_auto (Line) line = { 0 };

  read_line (&line, argc, argv);
  /* The zone's desk leads to those of its stations, and its backup has them all. */
  if (line.stations->len == 0
      && (is_either (argv[1], "desk", "值班台") || is_either (argv[1], "backup", "备份")))
    return FALSE;
  /* It serves two folders, and looks at no station. */
  if (is_either (argv[1], "serve", "服务") && has_word (&line, "--requests"))
    return FALSE;
  return !line.help && !g_strv_contains (own, argv[1]) && geng_zone_is_folder (line.folder);
}

GengZone *
zone_load (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GengZone) zone = geng_zone_open (folder, &error);

  if (zone == NULL)
    say_failure (error);
  return zone != NULL && zone_read (zone) ? g_steal_pointer (&zone) : NULL;
}

gboolean
zone_read (GengZone *zone)
{
  g_autoptr (GError) error = NULL;

  if (!geng_zone_load (zone, &error))
    {
      say_failure (error);
      return FALSE;
    }
  /* A station that says nothing speaks as its captain does. */
  for (guint i = 0; i < geng_zone_get_n_stations (zone); i++)
    {
      GengStation *station = geng_zone_get_station (zone, i);

      if (station != NULL && geng_station_get_language (station) == NULL)
        geng_station_set_language (station, desk_language ());
    }
  return TRUE;
}

int
zone_find (GengZone *zone, const char *id)
{
  int index = geng_zone_find (zone, id);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < geng_zone_get_n_stations (zone); i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? _ (", ") : "", geng_zone_get_id (zone, i));
  if (index < 0 && zone_find_pool (zone, id) >= 0)
    say_error (_ ("“%s” is a pool of people whom stations share. check, forget, inbox, leave, "
                  "log, relax, seen, show and undo take it; for this name a station: %s."),
               id, ids->str);
  else if (index < 0)
    say_error (_ ("The zone has no station “%s”; there are: %s."), id, ids->str);
  return index;
}

gboolean
zone_lend_desk (GengZone *zone, Desk *desk)
{
  for (guint i = 0; i < geng_zone_get_n_stations (zone); i++)
    if (geng_zone_get_station (zone, i) != NULL)
      {
        desk->store = geng_zone_get_store (zone, i);
        desk->station = geng_zone_get_station (zone, i);
        return TRUE;
      }
  say_error ("%s", geng_zone_get_failure (zone, 0));
  return FALSE;
}

gboolean
member_is_shared (GengMember *member)
{
  return geng_member_get_guest (member) && geng_member_get_lend_price (member) <= 0;
}

char *
zone_member_id (GengZone *zone, guint index, GengMember *member)
{
  const char *id = geng_entity_get_id (GENG_ENTITY (member));

  return geng_member_get_guest (member)
             ? g_strdup (id)
             : g_strdup_printf ("%s/%s", geng_zone_get_id (zone, index), id);
}

GengRoster *
zone_load_month (GengZone *zone, guint index, const GDate *date, GError **error)
{
  GengStore *store = geng_zone_get_store (zone, index);
  GengStation *station = geng_zone_get_station (zone, index);
  GDateYear year = g_date_get_year (date);
  GDateMonth month = g_date_get_month (date);

  if (geng_store_has_draft (store, year, month))
    return geng_store_load_draft (store, station, year, month, error);
  return geng_store_has_record (store, year, month)
             ? geng_store_load_record (store, station, year, month, NULL, error)
             : NULL;
}

/* -- one station -- */

/* The command line of one station: the program, where its folder is, the command and the rest. */
static GPtrArray *
list_words (const Line *line, const char *program, const char *folder)
{
  GPtrArray *words = g_ptr_array_new ();

  g_ptr_array_add (words, (char *) program);
  /* Before the command: behind “--” it would be a word of the user's. */
  g_ptr_array_add (words, (char *) "-C");
  g_ptr_array_add (words, (char *) folder);
  for (guint i = 0; i < line->rest->len; i++)
    g_ptr_array_add (words, line->rest->pdata[i]);
  g_ptr_array_add (words, NULL);
  return words;
}

/* part: the id of its station or pool
 * out, err: (nullable): what it prints; NULL: it prints itself */
static Status
run_child (const Line *line, const char *part, const char *folder, char **out, char **err)
{
  g_auto (GStrv) environment = g_get_environ ();
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GPtrArray) words
      = list_words (line, program != NULL ? program : (char *) "geng", folder);
  g_autoptr (GError) error = NULL;
  int status = 0;

  environment = g_environ_setenv (environment, ZONE_PART, part, TRUE);
  if (line->stations->len == 0)
    environment = g_environ_setenv (environment, ZONE_IS_RUNNING, "1", TRUE);
  fflush (stdout);
  if (!g_spawn_sync (NULL, (char **) words->pdata, environment,
                     G_SPAWN_SEARCH_PATH | G_SPAWN_CHILD_INHERITS_STDIN, NULL, NULL, out, err,
                     &status, &error))
    {
      say_error ("%s", error->message);
      return STATUS_BAD;
    }
  return WIFEXITED (status) ? (Status) WEXITSTATUS (status) : STATUS_BAD;
}

static const char *
name_of (GengZone *zone, guint index)
{
  GengStation *station = geng_zone_get_station (zone, index);

  return station != NULL ? geng_entity_get_name (GENG_ENTITY (station)) : "";
}

/* A station, or a pool, whose folder is worked on. */
typedef struct
{
  const char *id, *name;
  const char *folder;
  const char *missing; /* (nullable): why there is none */
  const char *held;    /* (nullable): why nothing is done there */
  /* (nullable): where the zone has read all that the station's command would */
  GengStore *store;
  GengStation *station;
} Part;

/* Where zone.ini names a folder that is not there, only the zone can say; what the zone has read
 * does not start anew. */
static Status
work_on (const Part *part, const Line *line, char **out)
{
  g_autoptr (GPtrArray) words = NULL;

  if (part->missing != NULL)
    {
      say_error ("%s: %s", part->id, part->missing);
      return STATUS_BAD;
    }
  if (part->held != NULL)
    {
      say_error ("%s", part->held);
      return STATUS_BROKEN;
    }
  if (part->store == NULL)
    return run_child (line, part->id, part->folder, out, NULL);
  words = list_words (line, "geng", part->folder);
  return zone_fork (&(AtHand){ part->store, part->station }, part->id, line->run, words, out);
}

static Status
run_part (const Part *part, const Line *line, JsonBuilder *builder)
{
  g_autofree char *out = NULL;
  g_autoptr (JsonNode) answer = NULL;
  Status status;

  if (builder == NULL)
    {
      g_print ("── %s %s ──\n", part->id, part->name);
      status = work_on (part, line, NULL);
      g_print ("\n");
      return status;
    }
  status = work_on (part, line, &out);
  answer = json_from_string (out != NULL ? out : "", NULL);
  json_builder_begin_object (builder);
  add_text (builder, "station", part->id);
  add_number (builder, "status", status);
  json_builder_set_member_name (builder, "answer");
  if (answer != NULL)
    json_builder_add_value (builder, g_steal_pointer (&answer));
  else
    json_builder_add_null_value (builder);
  json_builder_end_object (builder);
  return status;
}

/* held: (nullable): why it is passed over */
static Status
run_station (GengZone *zone, guint index, const Line *line, const char *held, JsonBuilder *builder)
{
  GengStore *store = geng_zone_get_store (zone, index);
  g_autofree char *file = g_build_filename (geng_store_get_path (store), "station.ini", NULL);
  g_autoptr (GengStore) read = line->run != NULL ? geng_zone_open_station (zone, index) : NULL;
  Part part = { .id = geng_zone_get_id (zone, index),
                .name = name_of (zone, index),
                .folder = geng_store_get_path (store),
                .held = held,
                .store = read,
                .station = geng_zone_get_station (zone, index) };

  if (!g_file_test (file, G_FILE_TEST_EXISTS) || geng_zone_lies_outside (zone, index))
    part.missing = geng_zone_get_failure (zone, index);
  return run_part (&part, line, builder);
}

/* --station ID: it speaks for itself, as in its own folder. */
static Status
run_one (GengZone *zone, guint index, const Line *line)
{
  Part part
      = { .id = geng_zone_get_id (zone, index),
          .folder = geng_store_get_path (geng_zone_get_store (zone, index)),
          .missing
          = geng_zone_lies_outside (zone, index) ? geng_zone_get_failure (zone, index) : NULL };

  return work_on (&part, line, NULL);
}

static Status
run_pool (GengZone *zone, guint index, const Line *line, JsonBuilder *builder)
{
  g_autoptr (GengStore) store = geng_zone_open_pool (zone, index);
  GengStation *people = geng_zone_get_pool (zone, index);
  const char *name = people != NULL ? geng_entity_get_name (GENG_ENTITY (people)) : "";
  Part part = { .id = geng_zone_get_pool_id (zone, index),
                .name = name,
                .folder = geng_store_get_path (store) };

  return run_part (&part, line, builder);
}

/* -- all of them -- */

/* The words behind the command that are neither options nor what follows one.
 * first: (out) (optional): the place of the first one; 0 for none */
static guint
count_words (const Line *line, guint *first)
{
  guint n = 0;

  for (guint i = 1; i < line->rest->len; i++)
    {
      const char *word = line->rest->pdata[i];

      if (zone_word_takes_value (word))
        i++;
      else if (word[0] != '-' && n++ == 0 && first != NULL)
        *first = i;
    }
  return n;
}

/* Whom stations share he is at each, by his pool: police/p01. */
static gboolean
names_own_member (const Line *line, const char *option)
{
  const char *value = zone_value_of_option (line->rest, option);

  return value != NULL && strchr (value, '/') == NULL;
}

/* Ids are a station's own: m01 is somebody else at each, and so is the third ask. */
static gboolean
is_about_somebody (const Line *line)
{
  const char *command = line->rest->pdata[0];
  gboolean named
      = count_words (line, NULL) > 0 || zone_value_of_option (line->rest, "--paste") != NULL;

  if (is_either (command, "inbox", "申请"))
    return named || zone_value_of_option (line->rest, "--from") != NULL;
  if (is_either (command, "seen", "收到"))
    return named;
  return is_either (command, "publish", "发布")
         && (names_own_member (line, "--revoke") || names_own_member (line, "--of")
             || names_own_member (line, "--without"));
}

/* One file has room for what one station says. */
static gboolean
writes_one_file (const Line *line)
{
  const char *command = line->rest->pdata[0];

  if (is_either (command, "report", "报表"))
    return zone_value_of_option (line->rest, "--form") == NULL && count_words (line, NULL) > 1;
  return zone_value_of_option (line->rest, "--trace") != NULL
         || zone_value_of_option (line->rest, "--certificate") != NULL;
}

static gboolean
is_for_all (const Line *line)
{
  const char *command = line->rest->pdata[0];
  const char *verb = line->rest->len > 1 ? line->rest->pdata[1] : "";

  if (is_either (command, "journal", "日志"))
    return is_either (verb, "show", "查看");
  return g_strv_contains (for_all, command) && !is_about_somebody (line) && !writes_one_file (line);
}

/* (transfer full) (element-type guint): those that are meant; NULL after a message */
static GArray *
choose (GengZone *zone, const Line *line)
{
  g_autoptr (GArray) chosen = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < line->stations->len; i++)
    {
      int index = zone_find (zone, line->stations->pdata[i]);

      if (index < 0)
        return NULL;
      g_array_append_val (chosen, index);
    }
  for (guint i = 0; line->stations->len == 0 && i < geng_zone_get_n_stations (zone); i++)
    g_array_append_val (chosen, i);
  if (chosen->len > 1 && !is_for_all (line))
    {
      say_error (_ ("This is a zone, and “%s” is about one station; name it: --station ID"),
                 (char *) line->rest->pdata[0]);
      return NULL;
    }
  return g_steal_pointer (&chosen);
}

/* A report of all stations that is one document: of the meeting, of the month's end. */
static gboolean
is_report (const Line *line, const char *option)
{
  return has_word (line, option) && line->stations->len == 0
         && is_either (line->rest->pdata[0], "report", "报表");
}

/* Whom stations share is planned over all of them: (nullable), the command that does it. */
static Status (*find_joint (const Line *line)) (int, char **)
{
  const char *command = line->rest->pdata[0];

  if (line->stations->len > 0 || !zone_shares (line->folder))
    return NULL;
  if (is_either (command, "plan", "排班"))
    return zone_plan;
  if (is_either (command, "why", "原因"))
    return zone_why;
  return is_either (command, "repair", "补排") ? zone_repair : NULL;
}

/* (nullable): the month that is published. dry_run: (out): it is only looked at */
static const char *
published_month (const Line *line, gboolean *dry_run)
{
  const char *command = line->rest->pdata[0], *month = NULL;

  *dry_run = FALSE;
  if (!is_either (command, "publish", "发布"))
    return NULL;
  for (guint i = 1; i < line->rest->len; i++)
    {
      const char *word = line->rest->pdata[i];

      *dry_run = *dry_run || is_either (word, "--dry-run", "-n");
      if (month == NULL && desk_is_month (word))
        month = word;
    }
  return month;
}

/* The calendar of somebody whom stations share is his pool's.  FALSE: that is not asked for */
static gboolean
revoke_shared (GengZone *zone, const Line *line, Status *status)
{
  const char *value = zone_value_of_option (line->rest, "--revoke");
  gboolean dry_run;
  const char *month = published_month (line, &dry_run);
  int pool = value != NULL && line->stations->len == 0 && month != NULL
                 ? zone_find_pool_of (zone, value)
                 : -1;

  if (pool < 0)
    return FALSE;
  *status = zone_revoke (zone, (guint) pool, month, strchr (value, '/') + 1, dry_run);
  return TRUE;
}

int
zone_find_pool (GengZone *zone, const char *id)
{
  for (guint i = 0; i < geng_zone_get_n_pools (zone); i++)
    if (g_str_equal (geng_zone_get_pool_id (zone, i), id))
      return (int) i;
  return -1;
}

/* What is known of people whom stations share stands in the folder of their pool: `--station
 * police`.  FALSE: that is not asked for */
static gboolean
work_on_pool (GengZone *zone, const Line *line, Status *status)
{
  static const char *const theirs[]
      = { "inbox", "申请", "leave", "请假", "forget", "遗忘", "relax", "放宽",
          "show",  "查看", "log",   "记录", "undo",   "撤销", NULL };
  const char *command = line->rest->pdata[0];
  int pool = line->stations->len == 1 ? zone_find_pool (zone, line->stations->pdata[0]) : -1;
  g_autoptr (GengStore) store = NULL;

  if (pool < 0)
    return FALSE;
  if (is_either (command, "check", "检查"))
    *status = zone_check_pool (zone, (guint) pool, line->json);
  else if (g_strv_contains (theirs, command))
    {
      store = geng_zone_open_pool (zone, (guint) pool);
      *status = run_child (line, geng_zone_get_pool_id (zone, (guint) pool),
                           geng_store_get_path (store), NULL, NULL);
    }
  else
    return FALSE;
  return TRUE;
}

/* Whoever is named by where he belongs says the station.  FALSE after a message */
static gboolean
find_person (GengZone *zone, Line *line)
{
  const char *part = line->stations->len == 1 ? line->stations->pdata[0] : NULL;
  int index = part != NULL ? geng_zone_find (zone, part) : -1;

  if (line->stations->len > 1)
    return TRUE;
  if (index >= 0)
    part = geng_zone_get_id (zone, (guint) index);
  if (!zone_find_person (zone, line->rest, &part))
    return FALSE;
  if (part != NULL && line->stations->len == 0)
    g_ptr_array_add (line->stations, g_strdup (part));
  return TRUE;
}

/* Where the stations' calendars go, those of shared people go as well. */
static Status
publish_shared (GengZone *zone, const Line *line, const char *month)
{
  const PublishPlace place = { .to = (char *) zone_value_of_option (line->rest, "--to"),
                               .url = (char *) zone_value_of_option (line->rest, "--url"),
                               .also = has_word (line, "--also") };

  return zone_publish (zone, month, &place);
}

/* The month of which the command is: of a month or a date that is named, else today's. */
static void
find_month (const Line *line, GDate *first)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  Desk desk = { .json = line->json };
  g_autofree char *month = g_date_time_format (now, "%Y-%m");

  for (guint i = line->rest->len; i > 1; i--)
    {
      g_autofree char *word = g_strndup (line->rest->pdata[i - 1], strlen ("2026-12"));

      if (desk_is_month (word))
        {
          g_free (month);
          month = g_steal_pointer (&word);
        }
    }
  if (desk_set_month (&desk, month))
    *first = desk.first;
}

/* What is the zone's own of a command that all its stations have done. */
static Status
finish_all (GengZone *zone, const Line *line, JsonBuilder *builder)
{
  const char *command = line->rest->pdata[0];
  gboolean dry_run;
  const char *month = published_month (line, &dry_run);
  Status status = STATUS_FINE;
  GDate first;

  g_date_clear (&first, 1);
  if (line->stations->len > 0)
    return STATUS_FINE;
  if (is_either (command, "check", "检查"))
    {
      find_month (line, &first);
      return zone_check (zone, &first);
    }
  if (is_either (command, "seen", "收到"))
    return zone_tell_seen (zone, -1, zone_value_of_option (line->rest, "--month"), builder);
  for (guint i = 0; is_either (command, "inbox", "申请") && i < geng_zone_get_n_pools (zone); i++)
    status = status_worse (status, run_pool (zone, i, line, builder));
  return month != NULL && !dry_run ? publish_shared (zone, line, month) : status;
}

/* Each station of those that share people looks at all others: they are read once. */
static void
read_ahead (GengZone *zone, Line *line, RunCommand run)
{
  GDate first;

  g_date_clear (&first, 1);
  if (line->stations->len > 0 || !zone_shares_people (zone)
      || !g_strv_contains (readers, line->rest->pdata[0]))
    return;
  find_month (line, &first);
  if (!g_date_valid (&first))
    return;
  geng_zone_read_ahead (zone, &first);
  line->run = run;
}

/* -- publishing -- */

/* Whether the station would be published; what stands in the way it says when it is its turn. */
static gboolean
would_publish (const Line *line, const char *part, const char *folder)
{
  Line rehearsal = *line;
  g_autoptr (GPtrArray) rest = g_ptr_array_new ();
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  g_autoptr (JsonNode) answer = NULL;
  Status status;

  g_ptr_array_add (rest, line->rest->pdata[0]);
  g_ptr_array_add (rest, (char *) "--dry-run");
  g_ptr_array_add (rest, (char *) "--json");
  for (guint i = 1; i < line->rest->len; i++)
    g_ptr_array_add (rest, line->rest->pdata[i]);
  rehearsal.rest = rest;
  status = run_child (&rehearsal, part, folder, &out, &err);
  answer = json_from_string (out != NULL ? out : "", NULL);
  /* What is refused has no messages for anybody. */
  return (status == STATUS_FINE || status == STATUS_GAPS) && answer != NULL
         && JSON_NODE_HOLDS_OBJECT (answer)
         && json_object_has_member (json_node_get_object (answer), "messages");
}

/* All that share people are published as they fit together, after one question; FALSE after a
 * message.  agreement: (out) (nullable): NULL where nothing is to be agreed on */
static gboolean
agree (GengZone *zone, Line *line, ZoneAgreement **agreement)
{
  guint n = geng_zone_get_n_stations (zone);
  g_autofree gboolean *refused = g_new0 (gboolean, n + 1);
  gboolean dry_run, yes = FALSE;
  const char *month = published_month (line, &dry_run);

  if (month == NULL || dry_run || line->stations->len > 0 || !zone_shares_people (zone))
    return TRUE;
  for (guint i = 0; i < line->rest->len; i++)
    yes = yes || is_either (line->rest->pdata[i], "--yes", "-y");
  for (guint i = 0; i < n; i++)
    refused[i] = !would_publish (line, geng_zone_get_id (zone, i),
                                 geng_store_get_path (geng_zone_get_store (zone, i)));
  *agreement = zone_agreement_new (zone, month, refused);
  if (yes)
    return TRUE;
  if (!zone_agreement_ask (*agreement, line->json))
    return FALSE;
  /* Each has been asked about. */
  g_ptr_array_insert (line->rest, 1, (char *) "--yes");
  return TRUE;
}

static Status
run_each (GengZone *zone,
          const GArray *chosen,
          const Line *line,
          const ZoneAgreement *agreement,
          JsonBuilder *builder)
{
  Status worst = STATUS_FINE;

  for (guint i = 0; i < chosen->len; i++)
    {
      guint index = g_array_index (chosen, guint, i);
      const char *why = agreement != NULL ? zone_agreement_get_why (agreement, index) : NULL;

      worst = status_worse (worst, run_station (zone, index, line, why, builder));
    }
  return worst;
}

Status
zone_run (int argc, char **argv, RunCommand run)
{
  g_auto (Line) line = { 0 };
  Status (*joint) (int, char **);
  g_autoptr (GengZone) zone = NULL;
  g_autoptr (GArray) chosen = NULL;
  g_autoptr (ZoneAgreement) agreement = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  Status worst = STATUS_FINE;

  read_line (&line, argc, argv);
  log_share_change ();
  joint = find_joint (&line);
  if (joint != NULL)
    return joint (argc - 1, argv + 1);
  if (line.stations->len == 0 && is_either (line.rest->pdata[0], "log", "记录"))
    return zone_log (argc - 1, argv + 1);
  if (line.stations->len == 0 && is_either (line.rest->pdata[0], "undo", "撤销")
      && !has_word (&line, "--journal"))
    return zone_undo (argc - 1, argv + 1);
  if (is_report (&line, "--meeting"))
    return zone_meeting (argc - 1, argv + 1);
  if (is_report (&line, "--month-end"))
    return zone_month_end (argc - 1, argv + 1);
  zone = zone_load (line.folder);
  if (zone == NULL)
    return STATUS_BAD;
  if (revoke_shared (zone, &line, &worst)
      || (is_either (line.rest->pdata[0], "seen", "收到")
          && zone_seen (zone, line.stations, line.rest, line.json, &worst)))
    return worst;
  if (!find_person (zone, &line))
    return STATUS_BAD;
  if (work_on_pool (zone, &line, &worst))
    return worst;
  chosen = choose (zone, &line);
  if (chosen == NULL)
    return STATUS_BAD;
  if (line.stations->len == 1)
    return run_one (zone, g_array_index (chosen, guint, 0), &line);
  if (!agree (zone, &line, &agreement))
    return STATUS_BAD;
  if (line.json)
    {
      builder = json_builder_new ();
      json_builder_begin_array (builder);
    }
  read_ahead (zone, &line, run);
  worst = run_each (zone, chosen, &line, agreement, builder);
  worst = status_worse (worst, finish_all (zone, &line, builder));
  if (line.json)
    {
      json_builder_end_array (builder);
      print_json (builder);
    }
  return worst;
}
