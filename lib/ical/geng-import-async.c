/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Reading a file from outside without blocking: a thread reads it against a copy of the station,
 * and what was taken is made the caller's own member's in the caller's thread. */

#include "geng-copy.h"
#include "geng-import-private.h"
#include "geng-thing.h"

typedef struct
{
  GengCopy *copy;
  GengMember *member; /* (nullable): the caller's; NULL for holidays */
  GengRequestKind kind;
  GBytes *content;
  char *file;
  GDate first, last;
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  geng_copy_unref (self->copy);
  g_clear_object (&self->member);
  g_bytes_unref (self->content);
  g_free (self->file);
  g_free (self);
}

static void
work_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Work *self = data;
  gpointer twin
      = self->member != NULL ? g_hash_table_lookup (self->copy->there, self->member) : NULL;
  GError *error = NULL;
  GengImport *import
      = self->member != NULL
            ? geng_import_requests (self->copy->station, twin, self->kind, self->content,
                                    self->file, &self->first, &self->last, &error)
            : geng_import_holidays (self->copy->station, self->content, self->file, &self->first,
                                    &self->last, &error);

  if (import != NULL)
    g_task_return_pointer (task, import, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
start (GengStation *station,
       Work *work,
       gpointer tag,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  work->copy = geng_copy_take (station);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, work, work_free);
  /* It reads what nobody else has. */
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, work_in_thread);
}

static Work *
work_new (GBytes *content, const char *file, const GDate *first, const GDate *last)
{
  Work *self = g_new0 (Work, 1);

  self->content = g_bytes_ref (content);
  self->file = g_strdup (file);
  self->first = *first;
  self->last = *last;
  return self;
}

static GengImport *
finish (GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * geng_import_requests_async:
 * @station: the station
 * @member: whose calendar it is, of @station
 * @kind: as for [func@Import.requests]
 * @content: an iCalendar file
 * @file: its name, for messages
 * @first: first day of interest
 * @last: last day of interest, inside
 * @cancellable: (nullable): a way to give up
 * @callback: (scope async): called in the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Reads a member's absences as [func@Import.requests] does, without blocking.  @station may be
 * edited meanwhile.
 */
void
geng_import_requests_async (GengStation *station,
                            GengMember *member,
                            GengRequestKind kind,
                            GBytes *content,
                            const char *file,
                            const GDate *first,
                            const GDate *last,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  Work *work;

  g_return_if_fail (GENG_IS_STATION (station) && GENG_IS_MEMBER (member));
  g_return_if_fail (content != NULL && file != NULL && first != NULL && last != NULL);
  g_return_if_fail (geng_station_lookup_member (station, geng_entity_get_id (GENG_ENTITY (member)))
                    == member);
  work = work_new (content, file, first, last);
  work->member = g_object_ref (member);
  work->kind = kind;
  start (station, work, geng_import_requests_async, cancellable, callback, user_data);
}

/**
 * geng_import_requests_finish:
 * @result: of [func@Import.requests_async]
 * @error: return location
 *
 * Fails as [func@Import.requests] does, with %GENG_ERROR_INVALID, %GENG_ERROR_TOO_LARGE or
 * %GENG_ERROR_PERIOD,
 * and with %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): what was taken and what was skipped; %NULL with an error
 */
GengImport *
geng_import_requests_finish (GAsyncResult *result, GError **error)
{
  GengImport *import = finish (result, geng_import_requests_async, error);
  Work *work = import != NULL ? g_task_get_task_data (G_TASK (result)) : NULL;

  for (guint i = 0; import != NULL && i < import->requests->len; i++)
    {
      GengRequest *taken = import->requests->pdata[i];
      GengRequest *own
          = geng_request_new (geng_request_get_kind (taken), work->member,
                              geng_request_get_first (taken), geng_request_get_last (taken));

      geng_thing_copy_values (G_OBJECT (taken), G_OBJECT (own));
      import->requests->pdata[i] = own;
      g_object_unref (taken);
    }
  return import;
}

/**
 * geng_import_holidays_async:
 * @station: the station
 * @content: an iCalendar file, or JSON
 * @file: its name, for messages
 * @first: first day of interest
 * @last: last day of interest, inside
 * @cancellable: (nullable): a way to give up
 * @callback: (scope async): called in the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Reads public holidays as [func@Import.holidays] does, without blocking.
 */
void
geng_import_holidays_async (GengStation *station,
                            GBytes *content,
                            const char *file,
                            const GDate *first,
                            const GDate *last,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (GENG_IS_STATION (station));
  g_return_if_fail (content != NULL && file != NULL && first != NULL && last != NULL);
  start (station, work_new (content, file, first, last), geng_import_holidays_async, cancellable,
         callback, user_data);
}

/**
 * geng_import_holidays_finish:
 * @result: of [func@Import.holidays_async]
 * @error: return location
 *
 * Fails as [func@Import.holidays] does, with %GENG_ERROR_INVALID, %GENG_ERROR_TOO_LARGE or
 * %GENG_ERROR_PERIOD,
 * and with %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): what was taken and what was skipped; %NULL with an error
 */
GengImport *
geng_import_holidays_finish (GAsyncResult *result, GError **error)
{
  return finish (result, geng_import_holidays_async, error);
}
