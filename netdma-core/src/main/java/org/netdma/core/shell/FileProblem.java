// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says what is wrong with a file. The messages of the JDK's exceptions are often the file's name and nothing else. */
final class FileProblem {

    private FileProblem() {
    }

    /** {@return what happened, in a line that names the file} */
    static String describe(IOException e) {
        if (e instanceof NoSuchFileException missing) {
            return missing.getFile() + " does not exist";
        }
        if (e instanceof AccessDeniedException denied) {
            return denied.getFile() + " must not be accessed by this user";
        }
        if (e instanceof FileAlreadyExistsException existing) {
            return existing.getFile() + " exists already";
        }
        if (e instanceof FileSystemException problem && problem.getReason() != null) {
            return problem.getFile() + ": " + problem.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
