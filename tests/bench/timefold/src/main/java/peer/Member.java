// SPDX-License-Identifier: LGPL-2.1-or-later
package peer;

import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;

/** The planning entity: a member, whose whole line is the variable. */
@PlanningEntity
public final class Member {
    @PlanningId
    private int index;
    @PlanningVariable(valueRangeProviderRefs = "lines")
    private Line line;

    public Member() {
    }

    Member(Line line) {
        this.index = line.member;
        this.line = line;
    }

    public int getIndex() {
        return index;
    }

    public Line getLine() {
        return line;
    }

    public void setLine(Line line) {
        this.line = line;
    }
}
