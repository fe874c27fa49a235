// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;

class JarCheckTest {

    @TempDir
    private Path folder;

    private final List<JarCheck.Installed> installed = new ArrayList<>();
    private final JarCheck check = new JarCheck(() -> installed);

    @Test
    void shouldAcceptABundle() throws IOException {
        Path jar = jar("engine.jar", Map.of("Bundle-SymbolicName", "org.acme; singleton:=true"));

        assertEquals(Optional.empty(), check.objection(jar));
    }

    @Test
    void shouldObjectToTextAndToAnEmptyFile() throws IOException {
        assertObjects("no jar", Files.writeString(folder.resolve("text.jar"), "not a jar"));
        assertObjects("no jar", Files.createFile(folder.resolve("empty.jar")));
    }

    @Test
    void shouldObjectToHalfACopyUntilItIsComplete() throws IOException {
        Path jar = jar("engine.jar", Map.of("Bundle-SymbolicName", "org.acme"));
        byte[] whole = Files.readAllBytes(jar);
        Files.write(jar, Arrays.copyOf(whole, whole.length / 2));
        assertObjects("only a part of one", jar);

        Files.write(jar, whole);

        assertEquals(Optional.empty(), check.objection(jar));
    }

    @Test
    void shouldObjectToAJarThatIsNoBundle() throws IOException {
        assertObjects("no bundle", jar("library.jar", Map.of("Implementation-Title", "library")));
    }

    @Test
    void shouldObjectToAZipWithoutManifest() throws IOException {
        Path jar = folder.resolve("zip.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("file"));
        }

        assertObjects("no bundle", jar);
    }

    @Test
    void shouldObjectToAMalformedVersion() throws IOException {
        assertObjects("Bundle-Version",
                jar("engine.jar", Map.of("Bundle-SymbolicName", "org.acme", "Bundle-Version", "1.x")));
    }

    @Test
    void shouldObjectToABundleThatIsThereFromAnotherFile() throws IOException {
        Map<String, String> headers = Map.of("Bundle-SymbolicName", "org.acme", "Bundle-Version", "1.0");
        Path first = jar("first.jar", headers);
        Path second = jar("second.jar", headers);
        installed.add(new JarCheck.Installed("org.acme", new Version(1, 0, 0), "reference:" + first.toUri()));

        assertObjects(first.toString(), second);
        assertEquals(Optional.empty(), check.objection(first), "it is that bundle itself");

        Files.delete(first);

        assertEquals(Optional.empty(), check.objection(second), "the other one is gone");
    }

    @Test
    void shouldAcceptOneOfTwoFilesWithTheSameBundleBeforeEitherIsInstalled() throws IOException {
        Map<String, String> headers = Map.of("Bundle-SymbolicName", "org.acme", "Bundle-Version", "1.0");
        Path first = jar("first.jar", headers);
        Path second = jar("second.jar", headers);

        assertEquals(Optional.empty(), check.objection(first));
        assertObjects(first.toString(), second);
        assertEquals(Optional.empty(), check.objection(first), "asked again");

        jar("first.jar", Map.of("Bundle-SymbolicName", "org.acme", "Bundle-Version", "1.1"));
        assertEquals(Optional.empty(), check.objection(first), "it is another version now");
        assertEquals(Optional.empty(), check.objection(second));
    }

    @Test
    void shouldAcceptAnotherVersionOfABundleThatIsThere() throws IOException {
        Path first = jar("first.jar", Map.of("Bundle-SymbolicName", "org.acme", "Bundle-Version", "1.0"));
        Path second = jar("second.jar", Map.of("Bundle-SymbolicName", "org.acme", "Bundle-Version", "1.1"));
        installed.add(new JarCheck.Installed("org.acme", new Version(1, 0, 0), first.toUri().toString()));

        assertEquals(Optional.empty(), check.objection(second));
    }

    private void assertObjects(String expected, Path jar) {
        String objection = check.objection(jar).orElse("");
        assertTrue(objection.contains(expected), objection);
    }

    private Path jar(String name, Map<String, String> headers) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach(manifest.getMainAttributes()::putValue);
        Path jar = folder.resolve(name);
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream stream = new JarOutputStream(file, manifest)) {
            stream.putNextEntry(new ZipEntry("content"));
            stream.write(new byte[1000]);
        }
        return jar;
    }
}
