// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.driver;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("docs/reference-provider.md")
class ParametersDocumentTest {

    @Test
    @DisplayName("lists each parameter with its default")
    void shouldListEachParameter() throws IOException {
        String document = Files.readString(Path.of("..", "docs", "reference-provider.md"));
        for (Method parameter : EngineConfiguration.class.getDeclaredMethods()) {
            String row = "| `%s` | %s |".formatted(parameter.getName(), parameter.getDefaultValue());
            assertTrue(document.contains(row), () -> "expected a row that begins with " + row);
        }
    }
}
