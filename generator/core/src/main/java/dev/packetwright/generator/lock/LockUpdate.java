package dev.packetwright.generator.lock;

import java.util.List;

/**
 * A lock file extended by the new packets of a protocol.
 *
 * @param path the path of the file, which may not exist yet
 * @param content the text of the whole file
 * @param added the lines of the new packets, such as {@code 7 C_Login}, in the order of their ids
 */
public record LockUpdate(String path, String content, List<String> added) {
    public LockUpdate {
        added = List.copyOf(added);
    }
}
