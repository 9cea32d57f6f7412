/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

/* (transfer none) (element-type GengRoleLimit): the demand's own array, to read only. */
GPtrArray *geng_demand_peek_role_limits (GengDemand *self);
