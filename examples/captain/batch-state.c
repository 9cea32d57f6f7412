/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a plan depends on, and what came of it, as digests. */
#include <string.h>

#include "batch-state.h"
#include "json.h"

/* More than any table of a station, and than any line of ours; untrusted files are bounded. */
#define MOST_BYTES ((gsize) 64 * 1024 * 1024)
#define MOST_LINE ((gsize) 1024 * 1024)

static const char *const tables[]
    = { "station.ini", "members.csv", "leave.csv", "items.csv", "holidays.csv" };

static char *
state_file (const char *month)
{
  return g_strdup_printf ("batch/%s.json", month);
}

/* A file that is not there is another thing than an empty one; one that cannot be read is refused
 * by whoever reads it after this. */
static void
add_file (GChecksum *digest, GengStore *store, const char *name)
{
  g_autofree char *path = g_build_filename (geng_store_get_path (store), name, NULL);
  g_autoptr (GBytes) content = NULL;
  g_autofree char *head = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return;
  content = geng_store_read_file (store, name, MOST_BYTES, NULL);
  head = g_strdup_printf ("\n%s %" G_GSIZE_FORMAT "\n", name,
                          content == NULL ? 0 : g_bytes_get_size (content));
  g_checksum_update (digest, (const guchar *) head, -1);
  if (content != NULL)
    g_checksum_update (digest, g_bytes_get_data (content, NULL),
                       (gssize) g_bytes_get_size (content));
}

/* Of a month before: a record "2026-11.csv", or a folder of the journal "2026-11". */
static gboolean
lies_before (const char *name, const char *month, const char *ending)
{
  return strlen (name) == strlen (month) + strlen (ending) && g_str_has_suffix (name, ending)
         && strncmp (name, month, strlen (month)) < 0;
}

/* A draft counts with who was set aside and with strokes that are not in its table yet. */
static void
add_draft (GChecksum *digest, GengStore *store, const char *month)
{
  g_autofree char *draft = g_strdup_printf ("drafts/%s.csv", month);
  g_autofree char *aside = g_strdup_printf ("drafts/%s.aside.csv", month);
  g_autofree char *strokes = g_strdup_printf ("drafts/%s.steps", month);

  add_file (digest, store, draft);
  add_file (digest, store, aside);
  add_file (digest, store, strokes);
}

/* A month that was not published is known by its draft. */
static void
add_unpublished (GChecksum *digest, GengStore *store, const char *month, char **records)
{
  g_auto (GStrv) drafts = geng_store_list_files (store, "drafts");

  for (guint i = 0; drafts[i] != NULL; i++)
    if (lies_before (drafts[i], month, ".csv")
        && !g_strv_contains ((const char *const *) records, drafts[i]))
      {
        g_autofree char *name = g_strndup (drafts[i], strlen (month));

        add_draft (digest, store, name);
      }
}

static void
add_past (GChecksum *digest, GengStore *store, const char *month)
{
  g_auto (GStrv) records = geng_store_list_files (store, "rosters");
  g_auto (GStrv) journal = geng_store_list_files (store, "journal");

  for (guint i = 0; records[i] != NULL; i++)
    if (lies_before (records[i], month, ".csv"))
      {
        g_autofree char *name = g_build_filename ("rosters", records[i], NULL);

        add_file (digest, store, name);
      }
  add_unpublished (digest, store, month, records);
  for (guint i = 0; journal[i] != NULL; i++)
    if (lies_before (journal[i], month, ""))
      {
        g_autofree char *name = g_build_filename ("journal", journal[i], "attendance.csv", NULL);

        add_file (digest, store, name);
      }
}

/* What does not lie in a folder. */
static void
add_head (GChecksum *digest, const char *month, const Planning *planning)
{
  g_autofree char *head = g_strdup_printf (
      "geng %d.%d.%d, %s, effort %d, seed %" G_GINT64_FORMAT, GENG_MAJOR_VERSION,
      GENG_MINOR_VERSION, GENG_MICRO_VERSION, month, (int) planning->effort_level, planning->seed);

  g_checksum_update (digest, (const guchar *) head, -1);
}

static void
add_folder (GChecksum *digest, GengStore *store, const char *month)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    add_file (digest, store, tables[i]);
  add_past (digest, store, month);
}

char *
batch_state_input (GengStore *store, const char *month, const Planning *planning)
{
  g_autoptr (GChecksum) digest = g_checksum_new (G_CHECKSUM_SHA256);

  add_head (digest, month, planning);
  add_folder (digest, store, month);
  return g_strdup (g_checksum_get_string (digest));
}

static void
add_part (GChecksum *digest, const char *kind, const char *id)
{
  g_autofree char *text = g_strdup_printf ("\n[%s %s]\n", kind, id);

  g_checksum_update (digest, (const guchar *) text, -1);
}

/* Of a station that has published the month, what it published and confirmed: the others are
 * planned around it. */
static void
add_published (GChecksum *digest, GengStore *store, const char *month)
{
  g_autofree char *record = g_strdup_printf ("rosters/%s.csv", month);
  g_autofree char *attendance = g_strdup_printf ("journal/%s/attendance.csv", month);

  add_file (digest, store, record);
  add_file (digest, store, attendance);
}

char *
batch_state_zone_input (GengZone *zone, const char *month, const Planning *planning)
{
  static const char *const of_pools[] = { "pool.ini", "members.csv", "leave.csv", "items.csv" };
  g_autoptr (GChecksum) digest = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *path = g_build_filename (geng_zone_get_path (zone), "zone.ini", NULL);
  g_autofree char *text = NULL;

  add_head (digest, month, planning);
  if (g_file_get_contents (path, &text, NULL, NULL))
    g_checksum_update (digest, (const guchar *) text, -1);
  for (guint i = 0; i < geng_zone_get_n_pools (zone); i++)
    {
      g_autoptr (GengStore) store = geng_zone_open_pool (zone, i);

      add_part (digest, "pool", geng_zone_get_pool_id (zone, i));
      for (guint k = 0; k < G_N_ELEMENTS (of_pools); k++)
        add_file (digest, store, of_pools[k]);
    }
  for (guint i = 0; i < geng_zone_get_n_stations (zone); i++)
    {
      add_part (digest, "station", geng_zone_get_id (zone, i));
      add_folder (digest, geng_zone_get_store (zone, i), month);
      add_published (digest, geng_zone_get_store (zone, i), month);
    }
  return g_strdup (g_checksum_get_string (digest));
}

char *
batch_state_draft (GengStore *store, const char *month)
{
  g_autoptr (GChecksum) digest = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *draft = g_strdup_printf ("drafts/%s.csv", month);
  g_autofree char *path = g_build_filename (geng_store_get_path (store), draft, NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;
  add_draft (digest, store, month);
  return g_strdup (g_checksum_get_string (digest));
}

/* What cannot be read is not known. */
void
batch_state_read (BatchState *self, GengStore *store, const char *month)
{
  g_autofree char *file = state_file (month);
  g_autoptr (GBytes) content = geng_store_read_file (store, file, MOST_LINE, NULL);
  gsize length = 0;
  const char *bytes = content == NULL ? NULL : g_bytes_get_data (content, &length);
  g_autofree char *text = g_strndup (bytes != NULL ? bytes : "", length);

  self->draft = batch_state_draft (store, month);
  self->line = json_from_string (text, NULL);
  if (self->line != NULL && !JSON_NODE_HOLDS_OBJECT (self->line))
    g_clear_pointer (&self->line, json_node_unref);
}

/* Whoever writes the file may write anything into it. */
BatchChange
batch_state_compare (const BatchState *self, const char *input)
{
  const char *draft;
  JsonObject *line;

  if (self->draft == NULL)
    return BATCH_CHANGED;
  if (self->line == NULL)
    return BATCH_EDITED;
  line = json_node_get_object (self->line);
  draft = json_read_text (line, "draft");
  /* Killed before it knew its draft. */
  if (!json_object_has_member (line, "draft") || g_strcmp0 (draft, "") == 0)
    return BATCH_CHANGED;
  if (g_strcmp0 (draft, self->draft) != 0)
    return BATCH_EDITED;
  return g_strcmp0 (json_read_text (line, "input"), input) == 0 ? BATCH_SAME : BATCH_CHANGED;
}

void
batch_state_add_draft (GengStore *store, const char *month, JsonNode *line)
{
  g_autofree char *draft = batch_state_draft (store, month);

  json_object_set_string_member (json_node_get_object (line), "draft", draft);
}

gboolean
batch_state_write (GengStore *store, const char *month, JsonNode *line, GError **error)
{
  g_autofree char *file = state_file (month);
  char *text = json_to_string (line, TRUE);
  g_autoptr (GBytes) content = g_bytes_new_take (text, strlen (text));

  return geng_store_put_file (store, file, content, error);
}

void
batch_state_clear (BatchState *self)
{
  g_clear_pointer (&self->line, json_node_unref);
  g_free (self->draft);
}
