/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "command.h"

/* A captain's desk: the open folder, its station, and the month at hand. */
typedef struct
{
  GengStore *store;
  GengStation *station;
  GengRoster *roster;
  GengRoster *published;    /* as it was when the month was put on the desk; NULL for none */
  GengRecord *record;       /* of it */
  GengRoster *history;      /* NULL where nothing was served before */
  GengJudgement *judgement; /* to be changed with desk_set_judgement() */
  GPtrArray *settled;       /* (nullable): of the judgement; see desk_get_settled() */
  GDate first, last;
  GengZone *zone;         /* (nullable) (unowned): the station is all of its stations as one */
  struct _ZonePool *pool; /* (nullable): the folder is a pool's; zone_pool_find() */
  gboolean json;          /* answers are for a program */
  gboolean logging;       /* what this command does becomes a step of the log */
} Desk;

/* What a command will do with the folder. */
typedef enum
{
  DESK_READ,
  DESK_WRITE /* and nobody else, until the desk is cleared */
} DeskUse;

/* The options that all commands have. */
typedef struct
{
  char *folder;
  gboolean json;
  char *by, *why, *approved_by; /* (nullable): for the log */
  char *station;                /* (nullable): of a zone */
  char **rest;
} Options;

gboolean options_parse (Options *self,
                        const char *name,
                        const char *usage,
                        const char *about,
                        const GOptionEntry *own,
                        int argc,
                        char **argv);
/* How usage lines call the command in Chinese. */
void options_name_command (const char *name, const char *chinese);
void options_clear (Options *self);
char *options_take (Options *self, guint index);

gboolean desk_open (Desk *self, const Options *options, DeskUse use);
void desk_say_due (Desk *self);
void desk_try_due (Desk *self, char **due);
gboolean desk_set_month (Desk *self, const char *text);
gboolean desk_has_month (Desk *self, const char *month);
/* There is a draft of the date's month, or it is published. */
gboolean desk_has_roster (Desk *self, const GDate *date);
gboolean desk_is_month (const char *text);
gboolean desk_parse_range (Desk *self, const char *text, GDate *first, GDate *last);
gboolean desk_parse_days (Desk *self, const char *text, GDate *first, GDate *last);
gboolean desk_load (Desk *self, const char *month);
/* Judges only the member's own duties on and before these days: which of them a leave takes. */
gboolean desk_load_leave (Desk *self,
                          const char *month,
                          GengMember *member,
                          const GDate *first,
                          const GDate *last);
void desk_say_unread (Desk *self);
gboolean desk_judge (Desk *self);
/* @judgement: (nullable): of the roster on the desk */
void desk_set_judgement (Desk *self, GengJudgement *judgement);
/* Lines that were painted beside drafts become their tables, with kit. */
gboolean desk_fold_steps (Desk *self, GError **error);
/* A draft's table, and the kit that belongs to its duties. */
gboolean desk_write_table (Desk *self, GengRoster *roster, GengRoster *history, GError **error);
GPtrArray *desk_list_touched (Desk *self);
guint desk_count_broken (Desk *self);
void desk_print_touched (Desk *self, GPtrArray *touched);
GPtrArray *desk_list_older (Desk *self);
void desk_print_older (Desk *self, GPtrArray *older);
GPtrArray *desk_get_settled (Desk *self);
void desk_add_touched (Desk *self, GPtrArray *touched, JsonBuilder *builder);
void desk_tell_touched (Desk *self,
                        GengMember *member,
                        const GDate *first,
                        const GDate *last,
                        JsonBuilder *builder);
void desk_clear (Desk *self);
Status desk_status (Desk *self);
Status desk_status_but (Desk *self, guint older);
void desk_print_faults (Desk *self, const GError *error);

GengMember *desk_find_member (Desk *self, const char *text);
gpointer desk_find_entity (GListModel *list, const char *text);
gboolean desk_parse_date (Desk *self, const char *text, GDate *date);
GDateTime *desk_parse_from (Desk *self, const char *text);
GDateTime *desk_parse_moment (Desk *self, const char *text);
gboolean desk_is_date (const char *text);
gboolean desk_parse_day (Desk *self,
                         const char *text,
                         GDateTime *now,
                         GDate *date,
                         gboolean *night);
char *desk_duty_text (GengDuty *duty);
/* The member as a command line takes him: quoted where a shell wants it, by his id where several
 * answer to his name; in a zone's folder, and of a pool, by where he belongs. */
char *desk_member_word (Desk *self, GengMember *member);
char *desk_month_text (const GDate *date);
GDateTime *desk_parse_instant (Desk *self, const char *text);
char *desk_date_text (const GDate *date);
const char *desk_language (void);
/* For g_ptr_array_sort() of texts. */
int desk_compare_texts (gconstpointer a, gconstpointer b);
void say_failure (const GError *error);
void say_failure_of (const char *what, const GError *error);
/* Says that the same command may succeed later. */
void say_later (const char *text);
/* A disk or a lock: what failed for it may succeed when it is tried again. */
gboolean may_go_well_later (const GError *error);
Status said_status (Status status);
/* Of two the one that a caller must hear of: try again, then bad, broken, gaps. */
Status status_worse (Status a, Status b);
void say_error (const char *format, ...) G_GNUC_PRINTF (1, 2);
void say_hint (const char *format, ...) G_GNUC_PRINTF (1, 2);
guint presence_count_holes (Desk *desk);
void presence_print_holes (Desk *desk);
void presence_print (Desk *desk);
void presence_add (Desk *desk, JsonBuilder *builder);
/* With a blank behind; empty where the days are the whole month, or its words name them. */
char *finding_days_text (Desk *self, GengFinding *finding);
void print_verdict (Desk *self);
void print_gaps (Desk *self);
void print_costs (Desk *self);
void answer_verdict (Desk *self);
void print_changes (Desk *self, GengRoster *before);
void add_changes (Desk *self, GengRoster *before, JsonBuilder *builder);
void add_judged (GengFinding *finding, JsonBuilder *builder);
void add_verdict (Desk *self, JsonBuilder *builder);
void add_duties (Desk *self, GPtrArray *duties, JsonBuilder *builder);

void add_text (JsonBuilder *builder, const char *name, const char *text);
void add_number (JsonBuilder *builder, const char *name, gint64 number);
void add_instant (JsonBuilder *builder, const char *name, GDateTime *instant);
void answer_faults (GPtrArray *faults, const char *error);
void print_json (JsonBuilder *builder);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, desk_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)
