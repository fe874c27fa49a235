// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;

/** The reason at the bottom of a failure, in the words of the system. */
final class Reasons {

    private static final int MOST_CAUSES = 20;

    private Reasons() {
    }

    /** {@return in one line why something failed} */
    static String of(Throwable failure) {
        Throwable first = Stream.iterate(failure, thrown -> thrown != null, Throwable::getCause)
                .limit(MOST_CAUSES) // a chain may go round in a circle
                .reduce(failure, (outer, cause) -> cause);
        if (first instanceof FileSystemException refused) {
            return words(refused);
        }
        return first.getMessage() == null ? first.getClass().getSimpleName()
                : first.getMessage().strip().replaceAll("\\s*\\R\\s*", " ");
    }

    /** The JDK tells some reasons by the class alone, the message being the file. */
    private static String words(FileSystemException refused) {
        if (refused instanceof AccessDeniedException) {
            return refused.getFile() + ": permission denied";
        } else if (refused instanceof NoSuchFileException) {
            return refused.getFile() + ": no such file or folder";
        } else if (refused instanceof FileAlreadyExistsException) {
            return refused.getFile() + ": is there already, as a file";
        }
        return refused.getMessage();
    }
}
