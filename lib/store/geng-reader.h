/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-shared.h"
#include "geng-csv.h"
#include "geng-ini.h"
#include "geng-words.h"
#include <geng/geng-leave-kind.h>
#include <geng/geng-pay.h>

/* What the readers of one folder share. */
typedef struct
{
  const char *folder;
  GengFaults *faults;
  GengStation *station; /* NULL until [station] is read */
  GPtrArray *groups;    /* of GengGroup: station.ini */
  GPtrArray *kinds;     /* (nullable) of GengRuleKind: a program's own */
} GengReader;

GENG_SHARED
gpointer geng_reader_find (GListModel *list, const char *text);
char *geng_reader_list_ids (GListModel *list);
gpointer geng_reader_entity (GengReader *self,
                             const GengField *field,
                             GListModel *list,
                             const char *what);
gpointer geng_reader_key_entity (GengReader *self,
                                 GengGroup *group,
                                 const char *key,
                                 GListModel *list);
guint geng_reader_column_of (GengKey *key, const char *part);
/* @value stays as it is without the key. */
void geng_reader_key_bool (GengReader *self, GengGroup *group, const char *key, gboolean *value);
gboolean geng_reader_take (GengReader *self,
                           guint line,
                           guint column,
                           gboolean added,
                           GError *error);

void geng_read_station (GengReader *self);
/* What of it is about people, for a pool, whose station is there already. */
void geng_read_people (GengReader *self);
void geng_read_demands (GengReader *self);
/* Members are read by then; where they are not whole, who is missing is not told a second time. */
void geng_read_lists (GengReader *self, gboolean whole);
void geng_read_rules (GengReader *self);
void geng_read_members (GengReader *self);
void geng_read_leave (GengReader *self);
/* (transfer full) (nullable): what one row of leave.csv says, not added to the station. */
GengRequest *geng_read_leave_row (GengReader *self, const GengRow *row);
void geng_read_items (GengReader *self);
void geng_read_holidays (GengReader *self);
void geng_read_cycle (GengReader *self, GengGroup *group);
void geng_read_law (GengReader *self, GengGroup *group);
/* The rules of all laws: after everything that they name. */
void geng_read_law_rules (GengReader *self);
/* The key `law` of a contract or a member; scheme: (nullable): how the contract counts hours.
 * Returns: (transfer full) (nullable) */
char **geng_read_law_names (GengReader *self, GengGroup *group, const GengHoursScheme *scheme);
/* The keys of a [contract ID] that are no rules. */
void geng_read_pay (GengReader *self, GengGroup *group, GengContract *contract);
GPtrArray *geng_reader_table (GengReader *self, const char *file, const GengColumn *columns);
