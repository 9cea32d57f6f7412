// SPDX-License-Identifier: LGPL-2.1-or-later
package peer;

import ai.timefold.solver.core.api.score.buildin.simplelong.SimpleLongScore;
import ai.timefold.solver.core.api.score.calculator.IncrementalScoreCalculator;

import java.util.Arrays;

/** Lines are charged when they are made; here cells are counted by the difference of two lines. */
public final class RosterScore implements IncrementalScoreCalculator<Roster, SimpleLongScore> {
    /** Of a unit of price in the score, so that a temperature can be less than one. */
    static final int SCALE = 1000;

    private Problem problem;
    private long penalty;
    private long[] counts;
    private Tally sum;
    private Line before;

    @Override
    public void resetWorkingSolution(Roster roster) {
        problem = roster.problem();
        penalty = roster.penalty();
        counts = new long[problem.cells.length];
        sum = new Tally();
        for (int i = 0; i < counts.length; i++) {
            chargeCell(i, 1);
        }
        for (Line line : roster.lines()) {
            sum.add(new Line(problem, line.member, line.codes), 1);
            for (int d = 0; d < problem.days; d++) {
                feed(line.member, d, line.codes[d], 1);
            }
        }
        roster.setCounts(counts);
    }

    private void chargeCell(int i, int sign) {
        Problem.Range.charge(problem.cells[i], sum, counts[i], problem.cellWhole[i], true, sign);
    }

    private void feed(int member, int day, int code, int sign) {
        int[] fed = problem.feed(member, day, code);
        for (int i = 0; fed != null && i < fed.length; i += 2) {
            chargeCell(fed[i], -1);
            counts[fed[i]] += sign * fed[i + 1];
            chargeCell(fed[i], 1);
        }
    }

    private void replace(Line from, Line to) {
        sum.add(from, -1);
        sum.add(to, 1);
        int days = problem.days, next;
        for (int d = 0; (next = Arrays.mismatch(from.codes, d, days, to.codes, d, days)) >= 0; d++) {
            d += next;
            feed(from.member, d, from.codes[d], -1);
            feed(from.member, d, to.codes[d], 1);
        }
    }

    void put(Member member, Line line) {
        replace(member.getLine(), line);
        member.setLine(line);
    }

    Tally sum() {
        return sum;
    }

    long penalised() {
        return sum.penalised(problem, penalty);
    }

    @Override
    public void beforeVariableChanged(Object entity, String variable) {
        before = ((Member) entity).getLine();
    }

    @Override
    public void afterVariableChanged(Object entity, String variable) {
        replace(before, ((Member) entity).getLine());
    }

    @Override
    public SimpleLongScore calculateScore() {
        return SimpleLongScore.of(-SCALE * penalised());
    }

    @Override
    public void beforeEntityAdded(Object entity) {
    }

    @Override
    public void afterEntityAdded(Object entity) {
    }

    @Override
    public void beforeEntityRemoved(Object entity) {
    }

    @Override
    public void afterEntityRemoved(Object entity) {
    }
}
