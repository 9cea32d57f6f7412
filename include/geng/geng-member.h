/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-contract.h"
#include "geng-organisation.h"
#include "geng-team.h"

G_BEGIN_DECLS

#define GENG_TYPE_MEMBER (geng_member_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengMember, geng_member, GENG, MEMBER, GengEntity)

GENG_AVAILABLE_IN_1_0
GengMember *geng_member_new (const char *id, const char *name);
GENG_AVAILABLE_IN_1_0
GengOrganisation *geng_member_get_organisation (GengMember *self);
GENG_AVAILABLE_IN_1_0
void geng_member_set_organisation (GengMember *self, GengOrganisation *organisation);
GENG_AVAILABLE_IN_1_0
GengTeam *geng_member_get_team (GengMember *self);
GENG_AVAILABLE_IN_1_0
void geng_member_set_team (GengMember *self, GengTeam *team);
GENG_AVAILABLE_IN_1_0
GengContract *geng_member_get_contract (GengMember *self);
GENG_AVAILABLE_IN_1_0
void geng_member_set_contract (GengMember *self, GengContract *contract);
GENG_AVAILABLE_IN_1_0
const char *const *geng_member_get_roles (GengMember *self);
GENG_AVAILABLE_IN_1_0
void geng_member_set_roles (GengMember *self, const char *const *roles);
GENG_AVAILABLE_IN_1_0
gboolean geng_member_has_role (GengMember *self, const char *role);
GENG_AVAILABLE_IN_1_0
const char *const *geng_member_get_posts (GengMember *self);
GENG_AVAILABLE_IN_1_0
void geng_member_set_posts (GengMember *self, const char *const *posts);
GENG_AVAILABLE_IN_1_0
const char *const *geng_member_get_shifts (GengMember *self);
GENG_AVAILABLE_IN_1_0
void geng_member_set_shifts (GengMember *self, const char *const *shifts);
GENG_AVAILABLE_IN_1_0
const char *geng_member_get_phone (GengMember *self);
GENG_AVAILABLE_IN_1_0
void geng_member_set_phone (GengMember *self, const char *phone);
GENG_AVAILABLE_IN_1_0
const GDate *geng_member_get_since (GengMember *self);
GENG_AVAILABLE_IN_1_0
void geng_member_set_since (GengMember *self, const GDate *since);
GENG_AVAILABLE_IN_1_0
const GDate *geng_member_get_until (GengMember *self);
GENG_AVAILABLE_IN_1_0
void geng_member_set_until (GengMember *self, const GDate *until);
GENG_AVAILABLE_IN_1_0
void geng_member_add_rule (GengMember *self, GengRule *rule);
GENG_AVAILABLE_IN_1_0
gboolean geng_member_remove_rule (GengMember *self, GengRule *rule);
GENG_AVAILABLE_IN_1_0
const char *const *geng_member_get_laws (GengMember *self);
GENG_AVAILABLE_IN_1_0
void geng_member_set_laws (GengMember *self, const char *const *laws);
GENG_AVAILABLE_IN_1_0
GListModel *geng_member_get_rules (GengMember *self);
GENG_AVAILABLE_IN_1_0
guint geng_member_get_shared_by (GengMember *self);
GENG_AVAILABLE_IN_1_0
void geng_member_set_shared_by (GengMember *self, guint stations);
GENG_AVAILABLE_IN_1_0
gboolean geng_member_get_guest (GengMember *self);
GENG_AVAILABLE_IN_1_0
void geng_member_set_guest (GengMember *self, gboolean guest);
GENG_AVAILABLE_IN_1_0
int geng_member_get_lend_price (GengMember *self);
GENG_AVAILABLE_IN_1_0
void geng_member_set_lend_price (GengMember *self, int points);

G_END_DECLS
