/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk.h"

/* @month: "2026-11" */
Status report_month_end (Desk *desk, const char *month);
/* @text: (nullable): the day of the meeting; NULL for this month's */
/* @form: 签到, sign-in …; @days: a date, DATE..DATE or a month */
Status report_form (Desk *desk, const char *form, const char *days);
Status report_meeting (Desk *desk, const char *text);
