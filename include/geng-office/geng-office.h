/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

#define GENG_OFFICE_INSIDE
#include "geng-document.h"
#include "geng-feed-file.h"
#include "geng-import.h"
#include "geng-journal-sheet.h"
#include "geng-message.h"
#include "geng-overview.h"
#include "geng-publisher.h"
#include "geng-report.h"
#include "geng-roster-sheet.h"
#include "geng-staff-list.h"
#include "geng-subscription.h"
#include "geng-worksheet.h"
#include "geng-zone-meeting.h"
#undef GENG_OFFICE_INSIDE
