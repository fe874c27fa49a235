// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.netdma.provider.NetDma;
import org.netdma.tck.bench.DriverFactory;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.driver.Driver;

/**
 * The minimal provider that the README shows, compiled from its source with one edit: the mistakes that its author
 * could have made.
 */
final class MinimalSource implements DriverFactory {

    private static final Path SOURCES = Path.of("../itests/src/test/java/org/netdma/itests/minimal");
    private static final List<String> FILES = List.of("MinimalDriver", "MinimalEngine");
    private static final String DRIVER = "org.netdma.itests.minimal.MinimalDriver";

    private final String from;
    private final String to;
    private Constructor<?> constructor;

    /** Puts something else for each place where the source says something. */
    MinimalSource(String from, String to) {
        this.from = from;
        this.to = to;
    }

    @Override
    public Driver create(IoManager io, NetDma netDma) {
        try {
            return (Driver) constructor.newInstance(io, netDma);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Compiles it: before the kit runs, which waits for nothing that long. */
    void compile() {
        try {
            Path classes = Files.createTempDirectory(Path.of("target"), "minimal");
            StringWriter messages = new StringWriter();
            boolean isCompiled = ToolProvider.getSystemJavaCompiler().getTask(messages, null, null,
                    List.of("-proc:none", "-nowarn", "-d", classes.toString(), "-classpath",
                            System.getProperty("java.class.path")), null, sources()).call();
            assertTrue(isCompiled, () -> "the minimal provider does not compile with \"%s\" for \"%s\": %s"
                    .formatted(to, from, messages));
            URL[] path = {classes.toUri().toURL()};
            constructor = new URLClassLoader(path, MinimalSource.class.getClassLoader()).loadClass(DRIVER)
                    .getConstructor(IoManager.class, NetDma.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<JavaFileObject> sources() throws IOException {
        List<JavaFileObject> edited = new ArrayList<>();
        boolean isFound = false;
        for (String file : FILES) {
            String text = Files.readString(SOURCES.resolve(file + ".java"));
            isFound |= text.contains(from);
            edited.add(new Source(file, text.replace(from, to)));
        }
        assertTrue(isFound, () -> "the source of the minimal provider does not say \"%s\" any more: change this mutant"
                .formatted(from) + " as that was changed");
        return edited;
    }

    /** A source file that is in memory only. */
    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
