// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;

/**
 * The scratch folders that killed processes have left in the temporary folder, which many users may share. Only those of
 * this user are touched: nobody else can change what is in them meanwhile. Only those with the file of a lock that no
 * process holds: others are in use, or no scratch folders.
 */
final class LeftFolders {

    private static final System.Logger LOGGER = System.getLogger(LeftFolders.class.getName());

    private LeftFolders() {
    }

    /**
     * Deletes them. What cannot be deleted is left for the next time.
     *
     * @param place where scratch folders are made
     * @param user  of this process
     */
    static void sweep(Path place, UserPrincipal user) {
        try (DirectoryStream<Path> candidates = Files.newDirectoryStream(place, Scratch.PREFIX + "*")) {
            for (Path folder : candidates) {
                sweepOne(folder, user);
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOGGER.log(Level.INFO, "The folder " + place + " can not be searched for what killed processes left", e);
        }
    }

    private static void sweepOne(Path folder, UserPrincipal user) {
        try {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    || !user.equals(Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS))) {
                return;
            }
            Optional<FolderLock> lock = FolderLock.ofLeft(folder);
            if (lock.isPresent()) {
                LOGGER.log(Level.INFO, "Removing {0}, which a process has left that was killed", folder);
                Scratch.delete(folder, lock.get());
            }
        } catch (IOException e) {
            LOGGER.log(Level.INFO, "The folder " + folder + " can not be removed now", e);
        }
    }
}
