/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "contacts.h"

#include <string.h>

#define CONTACTS_FILE "contacts.csv"
#define MOST_BYTES (16 * 1024 * 1024)

enum
{
  COLUMN_WHEN,
  COLUMN_MEMBER,
  COLUMN_KIND,
  COLUMN_ABOUT,
  N_COLUMNS
};

/* Written in one language, since only geng reads it. */
static const char *const heads[N_COLUMNS] = { "when", "member", "kind", "about" };
static const char *const kinds[] = { "told", "seen", "asked", "declined" };

static void
contact_free (gpointer data)
{
  Contact *self = data;

  g_free (self->when);
  g_free (self->member);
  g_free (self->about);
  g_free (self);
}

static gboolean
find_kind (const char *text, ContactKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i], text))
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}

/* The row of the table; FALSE where it is none of ours. */
static gboolean
read_row (GengWorksheet *table, guint row, GPtrArray *contacts)
{
  Contact *contact;
  ContactKind kind;

  if (!find_kind (geng_worksheet_get_cell (table, row, COLUMN_KIND), &kind))
    return FALSE;
  contact = g_new0 (Contact, 1);
  contact->kind = kind;
  contact->when = g_strdup (geng_worksheet_get_cell (table, row, COLUMN_WHEN));
  contact->member = g_strdup (geng_worksheet_get_cell (table, row, COLUMN_MEMBER));
  contact->about = g_strdup (geng_worksheet_get_cell (table, row, COLUMN_ABOUT));
  g_ptr_array_add (contacts, contact);
  return TRUE;
}

static gboolean
has_heads (GengWorksheet *table)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    if (!g_str_equal (geng_worksheet_get_cell (table, 0, i), heads[i]))
      return FALSE;
  return TRUE;
}

static GPtrArray *
read_table (GengWorksheet *table)
{
  g_autoptr (GPtrArray) contacts = g_ptr_array_new_with_free_func (contact_free);

  if (!has_heads (table))
    {
      say_error (_ ("%s:1: the columns should be when, member, kind, about"), CONTACTS_FILE);
      return NULL;
    }
  for (guint row = 1; row < geng_worksheet_get_n_rows (table); row++)
    if (!read_row (table, row, contacts))
      {
        say_error (_ ("%s:%u: the kind “%s” should be told, seen, asked or declined"),
                   CONTACTS_FILE, row + 1, geng_worksheet_get_cell (table, row, COLUMN_KIND));
        return NULL;
      }
  return g_steal_pointer (&contacts);
}

GPtrArray *
contacts_load (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content
      = geng_store_read_file (desk->store, CONTACTS_FILE, MOST_BYTES, &error);
  g_autoptr (GengWorksheet) table = NULL;

  if (content != NULL && g_bytes_get_size (content) == 0)
    return g_ptr_array_new_with_free_func (contact_free);
  if (content != NULL)
    table = geng_worksheet_read (content, CONTACTS_FILE, NULL, &error);
  if (table == NULL)
    {
      say_failure (error);
      return NULL;
    }
  return read_table (table);
}

/* Ids may hold anything but a line's end. */
static void
append_field (GString *text, const char *field)
{
  g_auto (GStrv) parts = g_strsplit (field, "\"", -1);
  g_autofree char *doubled = g_strjoinv ("\"\"", parts);

  if (strpbrk (field, "\",") != NULL)
    g_string_append_printf (text, "\"%s\"", doubled);
  else
    g_string_append (text, field);
}

gboolean
contacts_save (Desk *desk, GPtrArray *contacts, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) content = NULL;

  for (guint i = 0; i < N_COLUMNS; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "", heads[i]);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < contacts->len; i++)
    {
      const Contact *contact = g_ptr_array_index (contacts, i);

      append_field (text, contact->when);
      g_string_append_c (text, ',');
      append_field (text, contact->member);
      g_string_append_printf (text, ",%s,", kinds[contact->kind]);
      append_field (text, contact->about);
      g_string_append_c (text, '\n');
    }
  content = g_string_free_to_bytes (g_steal_pointer (&text));
  return geng_store_put_file (desk->store, CONTACTS_FILE, content, error);
}

void
contacts_add (GPtrArray *contacts,
              const char *member,
              ContactKind kind,
              const char *about,
              GDateTime *now)
{
  Contact *contact = g_new0 (Contact, 1);

  contact->when = g_date_time_format_iso8601 (now);
  contact->member = g_strdup (member);
  contact->kind = kind;
  contact->about = g_strdup (about);
  g_ptr_array_add (contacts, contact);
}

const Contact *
contacts_last (GPtrArray *contacts, const char *member, ContactKind kind, const char *about)
{
  for (guint i = contacts->len; i-- > 0;)
    {
      const Contact *contact = g_ptr_array_index (contacts, i);

      if (contact->kind == kind && g_str_equal (contact->member, member)
          && (about == NULL || g_str_equal (contact->about, about)))
        return contact;
    }
  return NULL;
}

const char *
contacts_last_told (GPtrArray *contacts)
{
  for (guint i = contacts->len; i-- > 0;)
    {
      const Contact *contact = g_ptr_array_index (contacts, i);

      if (contact->kind == CONTACT_TOLD)
        return contact->about;
    }
  return NULL;
}

gboolean
contacts_is_waited_for (GPtrArray *contacts, const char *member, const char *month)
{
  const Contact *told = contacts_last (contacts, member, CONTACT_TOLD, month);
  const Contact *seen = contacts_last (contacts, member, CONTACT_SEEN, month);

  return told != NULL && (seen == NULL || strcmp (seen->when, told->when) < 0);
}
