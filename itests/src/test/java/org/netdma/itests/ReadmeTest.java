// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The README shows a provider: the one that is tested here, to the letter. */
class ReadmeTest {

    @Test
    void shouldShowTheMinimalDriver() throws IOException {
        String source = Files.readString(Path.of("src/test/java/org/netdma/itests/minimal/MinimalDriver.java"));
        String driver = source.substring(source.indexOf("@Component"));
        assertTrue(Files.readString(Path.of("../README.md")).contains("```java\n" + driver + "```"),
                "README.md and MinimalDriver.java differ");
    }
}
