// SPDX-License-Identifier: LGPL-2.1-or-later
package peer;

import ai.timefold.solver.core.impl.domain.valuerange.AbstractCountableValueRange;

import java.util.Iterator;
import java.util.List;
import java.util.Random;

/** The value range of a member: any line, of which only those of the roster are ever listed. */
final class AnyLine extends AbstractCountableValueRange<Line> {
    private final List<Line> listed;

    AnyLine(List<Line> listed) {
        this.listed = listed;
    }

    @Override
    public long getSize() {
        return listed.size();
    }

    @Override
    public Line get(long index) {
        return listed.get((int) index);
    }

    @Override
    public boolean contains(Line line) {
        return true;
    }

    @Override
    public Iterator<Line> createOriginalIterator() {
        return listed.iterator();
    }

    @Override
    public Iterator<Line> createRandomIterator(Random random) {
        return random.ints(0, listed.size()).mapToObj(listed::get).iterator();
    }
}
