// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.ops4j.pax.exam.CoreOptions.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.netdma.itests.exam.ContainerOptions;
import org.ops4j.pax.exam.Option;

/** NetDMA as distributed, without shell and providers: what the build has put into {@code target/bundles}. */
public final class NetDmaOptions implements ContainerOptions {

    @Override
    public List<Option> options() {
        try (Stream<Path> files = Files.list(TestBundles.TARGET.resolve("bundles"))) {
            return files.sorted().<Option>map(file -> bundle(file.toUri().toString())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
