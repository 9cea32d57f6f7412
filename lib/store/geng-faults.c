/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "geng-faults.h"
#include <geng/geng-error.h>

#include <glib/gstdio.h>
#include <unistd.h>

GengFaults *
geng_faults_new (void)
{
  GengFaults *self = g_new0 (GengFaults, 1);

  self->list = g_ptr_array_new_with_free_func ((GDestroyNotify) geng_fault_free);
  return self;
}

void
geng_faults_free (GengFaults *self)
{
  g_ptr_array_unref (self->list);
  g_free (self);
}

/* @line and @column count from 1; 0 where there is none. */
void
geng_faults_add (GengFaults *self, guint line, guint column, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  if (self->list->len >= GENG_FAULTS_MAX)
    return;
  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (self->list, geng_fault_new (self->file, line, column, message));
}

void
geng_faults_add_unread (GengFaults *self,
                        const char *path,
                        const char *message,
                        const GError *error)
{
  geng_faults_add (self, 0, 0, "%s", message);
  self->disk |= g_error_matches (error, GENG_ERROR, GENG_ERROR_IO) && g_access (path, F_OK) == 0;
}

void
geng_faults_add_all (GengFaults *self, GengFaults *other, const char *folder)
{
  self->disk |= other->disk;
  for (guint i = 0; i < other->list->len && self->list->len < GENG_FAULTS_MAX; i++)
    {
      const GengFault *fault = g_ptr_array_index (other->list, i);
      g_autofree char *file = folder != NULL && fault->file != NULL
                                  ? g_build_filename (folder, fault->file, NULL)
                                  : g_strdup (fault->file != NULL ? fault->file : folder);

      g_ptr_array_add (self->list,
                       geng_fault_new (file, fault->line, fault->column, fault->message));
    }
}

/* Returns TRUE when there is no fault, else sets GENG_ERROR_FAULTY, or GENG_ERROR_IO where the disk
 * failed, with the whole list as its message. */
gboolean
geng_faults_to_error (GengFaults *self, const char *path, GError **error)
{
  g_autoptr (GString) text = NULL;

  if (self->list->len == 0)
    return TRUE;
  text = g_string_new (NULL);
  for (guint i = 0; i < self->list->len; i++)
    {
      g_autofree char *line = geng_fault_to_string (g_ptr_array_index (self->list, i));

      g_string_append_printf (text, "\n%s", line);
    }
  g_set_error (error, GENG_ERROR, self->disk ? GENG_ERROR_IO : GENG_ERROR_FAULTY, "%s: %u%s %s:%s",
               path, self->list->len, self->list->len >= GENG_FAULTS_MAX ? " or more" : "",
               self->list->len == 1 ? "fault" : "faults", text->str);
  return FALSE;
}
