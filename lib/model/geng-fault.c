/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

G_DEFINE_BOXED_TYPE (GengFault, geng_fault, geng_fault_copy, geng_fault_free)

/**
 * geng_fault_new:
 * @file: (nullable): the file, as given
 * @line: from 1; 0 if none
 * @column: from 1, in characters; 0 if none
 * @message: what is wrong and what would be right
 *
 * Returns: (transfer full): a new fault
 */
GengFault *
geng_fault_new (const char *file, guint line, guint column, const char *message)
{
  GengFault *self = g_new0 (GengFault, 1);

  self->file = g_strdup (file);
  self->line = line;
  self->column = column;
  self->message = g_strdup (message);
  return self;
}

/**
 * geng_fault_copy:
 * @self: a #GengFault
 *
 * Returns: (transfer full): a copy
 */
GengFault *
geng_fault_copy (const GengFault *self)
{
  g_return_val_if_fail (self, NULL);
  return geng_fault_new (self->file, self->line, self->column, self->message);
}

/**
 * geng_fault_free: (skip)
 * @self: (transfer full): a #GengFault
 *
 * Frees the fault.
 */
void
geng_fault_free (GengFault *self)
{
  if (!self)
    return;
  g_free (self->file);
  g_free (self->message);
  g_free (self);
}

/**
 * geng_fault_to_string:
 * @self: a #GengFault
 *
 * Returns: (transfer full): `file:line:column: message`, as compilers write it; what is not known
 * is left out
 */
char *
geng_fault_to_string (const GengFault *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (self, NULL);
  if (self->file)
    g_string_append_printf (text, "%s:", self->file);
  if (self->line > 0)
    g_string_append_printf (text, "%u:", self->line);
  if (self->line > 0 && self->column > 0)
    g_string_append_printf (text, "%u:", self->column);
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, self->message);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
