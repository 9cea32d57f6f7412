// SPDX-License-Identifier: LGPL-2.1-or-later
package peer;

import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.solution.ProblemFactProperty;
import ai.timefold.solver.core.api.domain.valuerange.CountableValueRange;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.score.buildin.simplelong.SimpleLongScore;

import java.util.ArrayList;
import java.util.List;

/** The planning solution: a line a member. */
@PlanningSolution
public final class Roster {
    @ProblemFactProperty
    private Problem problem;
    private long penalty;                    // what a broken limit costs
    @PlanningEntityCollectionProperty
    private List<Member> members;
    @PlanningScore
    private SimpleLongScore score;
    private long[] counts;                   // of the cells; the score calculator's own

    public Roster() {
    }

    Roster(Problem problem, List<Line> lines, long penalty) {
        this.problem = problem;
        this.penalty = penalty;
        members = new ArrayList<>(lines.stream().map(Member::new).toList());
    }

    /** First fit: member by member and day by day the code that makes the roster cheapest. */
    static List<Line> firstFit(Problem p, long penalty) {
        List<Line> lines = new ArrayList<>();
        for (int m = 0; m < p.members; m++) {
            short[] codes = new short[p.days];
            for (int d = 0; d < p.days; d++) {
                short[] choices = p.choices[m * p.days + d];
                codes[d] = choices.length == 0 ? 0 : choices[0];
            }
            lines.add(new Line(p, m, codes));
        }
        Roster roster = new Roster(p, lines, penalty);
        RosterScore score = new RosterScore();
        score.resetWorkingSolution(roster);
        for (Member member : roster.members) {
            for (int d = 0; d < p.days; d++) {
                Line best = member.getLine();
                long cheapest = score.penalised();
                for (short c : p.choices[member.getIndex() * p.days + d]) {
                    short[] codes = member.getLine().codes.clone();
                    codes[d] = c;
                    score.put(member, new Line(p, member.getLine(), codes, d, d));
                    if (score.penalised() < cheapest) {
                        cheapest = score.penalised();
                        best = member.getLine();
                    }
                }
                score.put(member, best);
            }
        }
        return roster.lines();
    }

    /** What a roster is charged, from nothing. */
    static Tally charge(Problem p, List<Line> lines) {
        RosterScore score = new RosterScore();
        score.resetWorkingSolution(new Roster(p, lines, 1));
        return score.sum();
    }

    Problem problem() {
        return problem;
    }

    long penalty() {
        return penalty;
    }

    List<Line> lines() {
        return members.stream().map(Member::getLine).toList();
    }

    long[] counts() {
        return counts;
    }

    void setCounts(long[] counts) {
        this.counts = counts;
    }

    /** What a member may get is not written down: moves make lines. */
    @ValueRangeProvider(id = "lines")
    public CountableValueRange<Line> getLines() {
        return new AnyLine(lines());
    }

    public List<Member> getMembers() {
        return members;
    }

    public SimpleLongScore getScore() {
        return score;
    }

    public void setScore(SimpleLongScore score) {
        this.score = score;
    }
}
