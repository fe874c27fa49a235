// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.verified;

import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The copies of all watched clients that are on their way. One book for all, since one copy may rightly change what
 * another one reads: such copies are not looked at. Slow, and only for those who asked for it.
 */
public final class FlightBook {

    private final Map<Object, List<Flight>> channels = new IdentityHashMap<>();
    private long submissions;
    /** Finds channels that got lost. Its thread is there from the first watched channel on, as long as this is. */
    private Cleaner finder;

    /** Has something done when nobody can use an object any more. */
    synchronized void whenLost(Object object, Runnable action) {
        if (finder == null) {
            finder = Cleaner.create();
        }
        finder.register(object, action);
    }

    /** Adds a copy that is not submitted yet. */
    synchronized void add(Object channel, Flight flight) {
        others(flight).forEach(other -> {
            if (flight.disturbs(other)) {
                other.lookAway();
            }
        });
        channels.computeIfAbsent(channel, key -> new ArrayList<>()).add(flight);
    }

    /** Notes that all of a channel is submitted now, and looks at one of so many. {@return those that were not yet} */
    synchronized List<Flight> submit(Object channel, int sampleEvery) {
        List<Flight> mine = channels.getOrDefault(channel, List.of());
        List<Flight> submitted = mine.stream().filter(flight -> !flight.isSubmitted()).toList();
        for (Flight flight : submitted) {
            flight.submit();
            if (submissions++ % sampleEvery == 0 && others(flight).stream().noneMatch(each -> each.disturbs(flight))) {
                flight.look();
            }
        }
        return submitted;
    }

    private List<Flight> others(Flight flight) {
        List<Flight> others = new ArrayList<>();
        channels.values().forEach(flights -> flights.stream().filter(other -> other != flight).forEach(others::add));
        return others;
    }

    /** Notes that a submission was refused. */
    synchronized void takeBack(List<Flight> submitted) {
        submitted.forEach(Flight::takeBack);
    }

    /** Looks no longer at copies whose bytes somebody may change, rightly. */
    synchronized void lookAway(List<Flight> flights) {
        flights.forEach(Flight::lookAway);
    }

    /** Takes out the copies that are done up to a ticket. {@return those of them that were looked at} */
    synchronized List<Flight> land(Object channel, long ticket) {
        return take(channel, flight -> flight.isSubmitted() && flight.ticket <= ticket);
    }

    /** Takes a copy out. {@return it, if it was looked at} */
    synchronized List<Flight> land(Object channel, Flight landed) {
        return take(channel, flight -> flight == landed);
    }

    /** Takes out a copy that does not take place. */
    synchronized void cancel(Object channel, long ticket) {
        take(channel, flight -> flight.ticket == ticket);
    }

    /** Takes out all copies of a channel. */
    synchronized void forget(Object channel) {
        channels.remove(channel);
    }

    private List<Flight> take(Object channel, Predicate<Flight> which) {
        List<Flight> taken = new ArrayList<>();
        List<Flight> mine = channels.getOrDefault(channel, List.of());
        for (Iterator<Flight> each = mine.iterator(); each.hasNext();) {
            Flight flight = each.next();
            if (which.test(flight)) {
                each.remove();
                if (flight.isSampled()) {
                    taken.add(flight);
                }
            }
        }
        if (mine.isEmpty()) {
            channels.remove(channel);
        }
        return taken;
    }
}
