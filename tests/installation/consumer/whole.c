/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a static program may lack unnoticed, since nothing calls it: the folder of the texts, the
 * laws, the villages, the style of documents.  whole FOLDER LOCALES: a folder to be made, and where
 * the texts lie. */
#include <geng-office/geng-office.h>
#include <libintl.h>
#include <string.h>

static gboolean
has_texts (const char *locales)
{
  return g_strcmp0 (bindtextdomain ("geng-1.0", NULL), locales) == 0;
}

static gboolean
has_style (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2027, 1, 20, 8, 0, 0);
  g_autoptr (GengOverview) overview = geng_overview_new ("Zone", now);
  g_autoptr (GengDocument) document = geng_overview_to_document (overview, "en");
  g_autofree char *html = geng_document_to_html (document);

  return strstr (html, "box-sizing") != NULL;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GengStore) store = geng_store_create_sample (argv[1], "dafenshanyan", &error);
  g_autoptr (GengStation) station = store ? geng_store_load (store, &error) : NULL;
  g_autoptr (GPtrArray) laws = geng_law_list_shipped ();

  if (!station)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  g_print ("texts %d, style %d, laws %d, members %d\n", has_texts (argv[2]), has_style (),
           laws->len > 0, g_list_model_get_n_items (geng_station_get_members (station)) > 0);
  return 0;
}
