// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher.log;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/**
 * The log file, with its older parts: {@code netdma.log}, {@code netdma.1.log}, ... Unlike the JDK's file handler it
 * gives the newest part the plain name, and several processes may append to it, told apart by the process in each line.
 */
final class LogFile extends Handler {

    private final Path folder;
    private final long limit;
    private final int olderParts;
    private Writer writer;
    private long written;

    /**
     * @param folder     of the log, made when it is not there
     * @param limit      bytes after which a new part begins
     * @param olderParts how many parts are kept beside the newest
     */
    LogFile(Path folder, long limit, int olderParts) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.limit = limit;
        this.olderParts = olderParts;
        setFormatter(new LogLines(ProcessHandle.current().pid()));
        open();
    }

    @Override
    public synchronized void publish(LogRecord entry) {
        if (writer == null || !isLoggable(entry)) {
            return;
        }
        try {
            String line = LogLines.printed(entry, getFormatter()::format);
            writer.write(line);
            writer.flush();
            written += line.length();
            if (written > limit) {
                beginPart();
            }
        } catch (IOException e) {
            reportError(null, e, ErrorManager.WRITE_FAILURE);
        }
    }

    private void open() throws IOException {
        Path newest = part(0);
        writer = Files.newBufferedWriter(newest, StandardCharsets.UTF_8, StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        written = Files.size(newest);
    }

    private void beginPart() throws IOException {
        writer.close();
        // Another process may have begun the new part already; then this one only follows it.
        if (Files.exists(part(0)) && Files.size(part(0)) > limit) {
            for (int age = olderParts; age > 0; age--) {
                if (Files.exists(part(age - 1))) {
                    Files.move(part(age - 1), part(age), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        open();
    }

    private Path part(int age) {
        return folder.resolve(age == 0 ? "netdma.log" : "netdma." + age + ".log");
    }

    @Override
    public void flush() {
        // each entry is flushed as it is written
    }

    @Override
    public synchronized void close() {
        try {
            if (writer != null) {
                writer.close();
            }
        } catch (IOException e) {
            reportError(null, e, ErrorManager.CLOSE_FAILURE);
        } finally {
            writer = null;
        }
    }
}
