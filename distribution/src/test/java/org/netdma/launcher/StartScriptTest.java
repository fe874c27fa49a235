// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The start script with a Java that only prints its arguments. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script is for a POSIX shell")
class StartScriptTest {

    private static final Path SCRIPT = Path.of("src/main/files/bin/netdma");

    @TempDir
    private Path folder;
    private Path script;

    private record Run(int exitCode, List<String> out, List<String> err) {
    }

    @BeforeEach
    void install() throws IOException {
        script = Files.createDirectories(folder.resolve("my netdma/bin")).resolve("netdma");
        Files.copy(SCRIPT, script);
        assertTrue(script.toFile().setExecutable(true));
    }

    @Test
    void shouldHandItsArgumentsToTheLauncher() throws Exception {
        Run run = run(script, java("17.0.15"), "-c", "echo 'a  b'; help");

        assertEquals(new Run(0, List.of("-Dfile.encoding=UTF-8", "-jar", launcher(), "-c", "echo 'a  b'; help"), List.of()), run);
    }

    @Test
    void shouldFindItsInstallationThroughSymbolicLinks() throws Exception {
        Path absolute = Files.createSymbolicLink(folder.resolve("absolute"), script);
        Path relative = Files.createSymbolicLink(folder.resolve("relative"), Path.of("absolute"));

        assertEquals(List.of("-Dfile.encoding=UTF-8", "-jar", launcher()), run(absolute, java("17")).out());
        assertEquals(List.of("-Dfile.encoding=UTF-8", "-jar", launcher()), run(relative, java("17")).out());
    }

    @Test
    void shouldHandOptionsToJava() throws Exception {
        Run run = run(script, Map.of("JAVA_HOME", java("21.0.1").get("JAVA_HOME"), "NETDMA_JAVA_OPTS", "-Xmx1g -ea"));

        assertEquals(List.of("-Dfile.encoding=UTF-8", "-Xmx1g", "-ea", "-jar", launcher()), run.out());
    }

    @Test
    void shouldKeepNewerJavaFromWarningOfTheFramework() throws Exception {
        assertTrue(run(script, java("25.0.3")).out().contains("--sun-misc-unsafe-memory-access=allow"));
    }

    @Test
    void shouldRefuseAnOldJavaInOneLine() throws Exception {
        Run old = run(script, java("11.0.2"));
        Run ancient = run(script, java("1.8.0_402"));

        assertRefused(old, "Java 11.0.2");
        assertRefused(ancient, "Java 1.8.0_402");
    }

    @Test
    void shouldAskAJavaThatHasNoReleaseFile() throws Exception {
        Map<String, String> java = java("11.0.2");
        Files.delete(Path.of(java.get("JAVA_HOME"), "release"));

        assertRefused(run(script, java), "Java 11.0.2");
    }

    @Test
    void shouldSayThatJavaHomeIsWrong() throws Exception {
        assertRefused(run(script, Map.of("JAVA_HOME", "/no/such/jdk")), "JAVA_HOME is /no/such/jdk");
    }

    @ParameterizedTest
    @CsvSource({"co:lon, colon", "ends!, exclamation mark"})
    void shouldRefuseAPathThatJavaCanNotUse(String name, String why) throws Exception {
        Path moved = Files.createDirectories(folder.resolve(name + "/bin")).resolve("netdma");
        Files.move(script, moved);

        Run run = run(moved, java("17"));

        assertEquals(3, run.exitCode());
        assertTrue(run.err().size() == 1 && run.err().get(0).contains(why), () -> run.err().toString());
    }

    /** Java would read file names in ASCII only. */
    @Test
    void shouldGiveJavaALocaleWithUtf8() throws Exception {
        Map<String, String> environment = new HashMap<>(java("17"));
        environment.put("LC_ALL", "C");
        Path java = Path.of(environment.get("JAVA_HOME"), "bin/java");
        Files.writeString(java, "#!/bin/sh\necho $LC_ALL\n");

        assertEquals(List.of("C.UTF-8"), run(script, environment).out());
    }

    private static void assertRefused(Run run, String expected) {
        assertEquals(3, run.exitCode());
        assertEquals(1, run.err().size(), () -> run.err().toString());
        assertTrue(run.err().get(0).contains(expected), () -> run.err().toString());
        assertTrue(run.err().get(0).contains("17 or newer"), () -> run.err().toString());
    }

    private String launcher() throws IOException {
        return folder.toRealPath().resolve("my netdma/lib/netdma-launcher.jar").toString();
    }

    /** {@return the environment with a JDK of that version, which prints its arguments} */
    private Map<String, String> java(String version) throws IOException {
        Path home = Files.createTempDirectory(folder, "jdk ");
        Path java = Files.createDirectory(home.resolve("bin")).resolve("java");
        Files.writeString(java, """
                #!/bin/sh
                [ "$1" = -version ] && echo 'openjdk version "%s" 2026-01-20' >&2 && exit
                printf '%%s\\n' "$@"
                """.formatted(version));
        assertTrue(java.toFile().setExecutable(true));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        return Map.of("JAVA_HOME", home.toString());
    }

    private Run run(Path started, Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(started.toString()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(folder, "out", null);
        Path err = Files.createTempFile(folder, "err", null);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().remove("NETDMA_JAVA_OPTS");
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertTrue(process.waitFor(10, TimeUnit.SECONDS), "the script does not end");
        return new Run(process.exitValue(), Files.readAllLines(out, StandardCharsets.UTF_8),
                Files.readAllLines(err, StandardCharsets.UTF_8));
    }
}
