# SPDX-License-Identifier: LGPL-2.1-or-later
"""What Python users expect of libgeng-office, on top of introspection: the same as of libgeng.

- Days, instants, content and attributes as there: `feed.content` is `bytes`, `document.title` an attribute.
- `await publisher.prepare_async(…)`, `await publisher.commit_async()`, `await GengOffice.Import.requests_async(…)`.
"""

from gi.module import get_introspection_module

from .Geng import awaitable, describe_all

GengOffice = get_introspection_module("GengOffice")

renewed = describe_all(GengOffice, "GengOffice")
globals().update(renewed)
__all__ = list(renewed)

for called in ("prepare", "commit"):
    awaitable(GengOffice.Publisher, called, False)
for called in ("requests", "holidays"):
    awaitable(GengOffice.Import, called, True)
