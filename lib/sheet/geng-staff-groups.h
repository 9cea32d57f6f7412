/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng-station.h>

char *geng_staff_make_id (const char *text, GListModel *taken);
gpointer geng_staff_find (GListModel *list, const char *text);
char *geng_staff_next_member_id (GengStation *station, guint n_people);
GengOrganisation *geng_staff_organisation (GengStation *station, const char *text, GError **error);
GengTeam *geng_staff_team (GengStation *station, const char *text, GError **error);
GengContract *geng_staff_contract (GengStation *station, const char *text, GError **error);
