/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

G_BEGIN_DECLS

/* The member has a role that leads. */
gboolean geng_station_may_lead (GengStation *station, GengMember *member);

G_END_DECLS
