/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is known of people beyond their duties goes; name, id and duties stay. */

#include "geng-leave-file.h"
#include "geng-store-private.h"
#include "geng-writer.h"

/* Whom it is about; without a member, what ended before a day. */
typedef struct
{
  const char *member; /* (nullable) */
  const GDate *before;
  guint n;
} Forgetting;

static gboolean
has_left (const Forgetting *self, GengMember *member)
{
  const GDate *until = geng_member_get_until (member);

  if (self->member != NULL)
    return g_str_equal (geng_entity_get_id (GENG_ENTITY (member)), self->member);
  return until != NULL && g_date_compare (until, self->before) < 0;
}

static void
forget_member (Forgetting *self, GengMember *member)
{
  if (!has_left (self, member) || geng_member_get_phone (member) == NULL)
    return;
  geng_member_set_phone (member, NULL);
  self->n++;
}

static void
forget_request (Forgetting *self, GengRequest *request)
{
  gboolean over
      = self->member == NULL && g_date_compare (geng_request_get_last (request), self->before) < 0;

  if ((!over && !has_left (self, geng_request_get_member (request)))
      || (geng_request_get_reason (request) == NULL && geng_request_get_source (request) == NULL
          && geng_request_get_leave_kind (request) == NULL))
    return;
  geng_request_set_leave_kind (request, NULL);
  geng_request_set_reason (request, NULL);
  geng_request_set_source (request, NULL);
  self->n++;
}

static void
forget_all (Forgetting *self, GengStation *station)
{
  GListModel *members = geng_station_get_members (station);
  GListModel *requests = geng_station_get_requests (station);

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);

      forget_member (self, member);
    }
  for (guint i = 0; i < g_list_model_get_n_items (requests); i++)
    {
      g_autoptr (GengRequest) request = g_list_model_get_item (requests, i);

      forget_request (self, request);
    }
}

static gboolean
put_tables (GengTransaction *changes, const char *folder, GengStation *station, GError **error)
{
  g_autoptr (GBytes) members = geng_write_members (station);
  g_autoptr (GBytes) leave = geng_leave_file_update (folder, station, error);

  return leave != NULL
         && geng_transaction_put (changes, NULL, "members.csv", members, GENG_FILE_SHARED, error)
         && geng_transaction_put (changes, NULL, "leave.csv", leave, GENG_FILE_SHARED, error);
}

/**
 * geng_store_forget:
 * @self: a store
 * @member: (nullable): the id of a member; %NULL for everybody
 * @before: (nullable): a day, where there is no @member
 * @n_forgotten: (out) (optional): how many phones and rows of leave lost something
 * @error: return location
 *
 * Removes a member's phone, and what leave.csv says of why he was away.  For everybody: the phones
 * of those who left before @before, and why somebody was away on days before it.  Names, dates of
 * leave and duties stay, since records of pay stand on them.
 *
 * Returns: %FALSE with %GENG_ERROR_FAULTY, %GENG_ERROR_LOCKED or %GENG_ERROR_IO, and with
 * %GENG_ERROR_INVALID for a guest, of whom the pool's folder knows: nothing changed
 */
gboolean
geng_store_forget (GengStore *self,
                   const char *member,
                   const GDate *before,
                   guint *n_forgotten,
                   GError **error)
{
  Forgetting forgetting = { member, before, 0 };
  g_autoptr (GengStation) station = NULL;
  GengTransaction *changes;
  gboolean own, ok;

  g_return_val_if_fail (GENG_IS_STORE (self), FALSE);
  g_return_val_if_fail (member != NULL || (before != NULL && g_date_valid (before)), FALSE);
  if (member != NULL && !geng_store_is_own (member, error))
    return FALSE;
  changes = geng_store_open_change (self, &own, error);
  if (changes == NULL)
    return FALSE;
  station = geng_store_load_alone (self, error);
  if (station != NULL)
    forget_all (&forgetting, station);
  ok = station != NULL
       && (forgetting.n == 0 || put_tables (changes, geng_store_get_path (self), station, error));
  if (n_forgotten != NULL)
    *n_forgotten = forgetting.n;
  return geng_store_close_change (self, own, ok, error);
}
