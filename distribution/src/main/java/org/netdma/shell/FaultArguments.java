// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import java.util.List;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import org.netdma.fault.DriverEntryPoint;
import org.netdma.fault.FaultKind;
import org.netdma.wdm.NtStatus;

/** What a person may type behind {@code netdma:inject}, for completion: devices, faults and their parameters. */
final class FaultArguments {

    private static final String STATUS = "status=";
    private static final String ENTRY_POINT = "entryPoint=";
    /** Parameters with numbers for values, which cannot be completed: the cursor stays behind {@code name=}. */
    private static final List<String> NUMBERS = List.of("descriptor=", "every=", "times=", "micros=");

    private FaultArguments() {
    }

    /**
     * {@return all that may stand there}
     *
     * @param devices instance ids
     * @param word    as far as it is typed
     */
    static List<Candidate> of(List<String> devices, String word) {
        Stream<Candidate> names = Stream.of(devices.stream(), Stream.of(FaultKind.values()).map(FaultKind::label),
                Stream.of("deaf=true")).flatMap(values -> values).map(Candidate::new);
        return Stream.of(names, NUMBERS.stream().map(FaultArguments::unfinished), statuses(word), entryPoints(word))
                .flatMap(candidates -> candidates).toList();
    }

    private static Stream<Candidate> statuses(String word) {
        return word.startsWith(STATUS) ? Stream.of(NtStatus.values()).filter(status -> !status.isSuccess())
                .map(status -> new Candidate(STATUS + status.name())) : Stream.of(unfinished(STATUS));
    }

    private static Stream<Candidate> entryPoints(String word) {
        return word.startsWith(ENTRY_POINT) ? Stream.of(DriverEntryPoint.values())
                .map(point -> new Candidate(ENTRY_POINT + point)) : Stream.of(unfinished(ENTRY_POINT));
    }

    /** {@return a candidate with no blank behind it} */
    private static Candidate unfinished(String text) {
        return new Candidate(text, text, null, null, null, null, false);
    }
}
