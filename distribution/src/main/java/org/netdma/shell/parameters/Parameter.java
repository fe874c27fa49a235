// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell.parameters;

import java.util.List;

/**
 * One parameter that a configuration can have.
 *
 * @param name         as it stands in the file
 * @param type         such as {@code Integer}
 * @param defaultValue what holds without it; empty for none
 * @param values       the values there are; empty for any
 * @param description  for people, may be empty
 */
record Parameter(String name, String type, String defaultValue, List<String> values, String description) {

    Parameter {
        values = List.copyOf(values);
    }

    /** {@return its type, or the values there are} */
    String domain() {
        return values.isEmpty() ? type : String.join("|", values);
    }
}
