// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.shell.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.netdma.wdm.pnp.DeviceLife;
import org.netdma.wdm.pnp.LifeParty;
import org.netdma.wdm.pnp.LifeStep;
import org.netdma.wdm.pnp.LifeStep.Kind;

/**
 * The life of a device as a Mermaid sequence diagram: calls with full lines, answers with their status on dashed ones,
 * states as notes. A party appears when it says or hears something, in the order from the PnP manager to interfaces.
 */
public final class SequenceDiagram {

    private final DeviceLife life;
    private final Map<LifeParty, String> ids = new LinkedHashMap<>();

    /** @param life to draw */
    public SequenceDiagram(DeviceLife life) {
        this.life = life;
        List<LifeParty> parties = new ArrayList<>(life.steps().stream()
                .flatMap(step -> Stream.of(step.from(), step.to())).distinct().toList());
        parties.sort(Comparator.comparing(LifeParty::role));
        parties.forEach(party -> ids.put(party, freeId(letter(party))));
    }

    private String freeId(String letter) {
        String id = letter;
        for (int number = 2; ids.containsValue(id); number++) {
            id = letter + number;
        }
        return id;
    }

    private static String letter(LifeParty party) {
        return switch (party.role()) {
            case PNP_MANAGER -> "M";
            case BUS_DRIVER -> "B";
            case FUNCTION_DRIVER -> "F";
            case LOWER_FILTER -> "L";
            case UPPER_FILTER -> "U";
            case INTERFACE -> "I";
        };
    }

    private static String label(LifeParty party) {
        return switch (party.role()) {
            case PNP_MANAGER -> "PnP manager";
            case BUS_DRIVER -> "bus driver " + party.name();
            case FUNCTION_DRIVER -> "function driver " + party.name();
            case LOWER_FILTER -> "lower filter " + party.name();
            case UPPER_FILTER -> "upper filter " + party.name();
            case INTERFACE -> party.name();
        };
    }

    /** {@return the diagram, each line ended by a line feed} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("sequenceDiagram\n");
        line(text, "title " + escape(life.instanceId()));
        ids.forEach((party, id) -> line(text, "participant " + id + " as " + escape(label(party))));
        for (int i = 0; i < life.steps().size(); i++) {
            if (life.omitted() > 0 && i == life.omittedAt()) {
                line(text, "Note over M: " + life.omitted() + " steps are left out here");
            }
            line(text, draw(life.steps().get(i)));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append("    ").append(line).append('\n');
    }

    private String draw(LifeStep step) {
        String times = step.times() == 1 ? "" : " (" + step.times() + " times)";
        String from = ids.get(step.from());
        if (step.kind() == Kind.NOTE) {
            return "Note over " + from + ": " + escape(step.text()) + times;
        }
        boolean call = step.kind() == Kind.CALL;
        return from + (call ? "->>" : "-->>") + ids.get(step.to()) + ": "
                + (call ? escape(step.text()) : step.status().name()) + times;
    }

    /** What ends a text in Mermaid, as its entities; line ends as blanks. */
    private static String escape(String text) {
        return text.replace("#", "\0").replace(";", "#59;").replace("\0", "#35;").replaceAll("\\s+", " ").strip();
    }
}
