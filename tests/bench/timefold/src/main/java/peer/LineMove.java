// SPDX-License-Identifier: LGPL-2.1-or-later
package peer;

import ai.timefold.solver.core.api.score.director.ScoreDirector;
import ai.timefold.solver.core.impl.heuristic.move.AbstractMove;

import java.util.List;

/** Some members get other lines. */
final class LineMove extends AbstractMove<Roster> {
    private final List<Member> members;
    private final List<Line> lines;

    LineMove(List<Member> members, List<Line> lines) {
        this.members = members;
        this.lines = lines;
    }

    @Override
    public boolean isMoveDoable(ScoreDirector<Roster> director) {
        return true;
    }

    @Override
    protected void doMoveOnGenuineVariables(ScoreDirector<Roster> director) {
        for (int i = 0; i < lines.size(); i++) {
            director.beforeVariableChanged(members.get(i), "line");
            members.get(i).setLine(lines.get(i));
            director.afterVariableChanged(members.get(i), "line");
        }
    }

    @Override
    public List<Member> getPlanningEntities() {
        return members;
    }

    @Override
    public List<Line> getPlanningValues() {
        return lines;
    }
}
