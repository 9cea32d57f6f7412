/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A village, its folder and a web server's, for tests of publishing. */
#include <geng/geng.h>
#include <geng-office/geng-office.h>

extern char *folder; /* everything lies in here */
extern char *station_folder;
extern char *elsewhere; /* a web server's folder */
extern GengStation *station;
extern int last_day;       /* the last day with duties */
extern guint days_revoked; /* how long a notice stands at a revoked address */

void set_up (void);
void tear_down (void);
void remove_tree (const char *path);

/* What is published: December, with @m01's duty of the 4th, or without it. */
GengRoster *december (gboolean with);
/* Two separate steps, so that a test may look or revoke between them. */
GengPublisher *prepare (gboolean with, const char *target, int hours);
void commit (GengPublisher *publisher);
void publish (gboolean with, const char *target, int hours);
/* FALSE with an error, in whichever step. */
gboolean try_to_publish (const char *target, GError **error);

/* Path below @root → content, without what is hidden. */
GHashTable *tree (const char *root);
gboolean trees_equal (GHashTable *a, GHashTable *b);

/* Of geng's domain; cleared. */
void assert_code (GError **error, int code);
