package dev.packetwright.generator.git;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An object of a git repository.
 *
 * @param id the hash
 * @param type {@code blob} for a file, {@code tree} for a folder
 */
@SuppressWarnings("ArrayRecordComponent")
record GitObject(String id, String type, byte[] content) {
    private static final Pattern HEADER = Pattern.compile("([0-9a-f]{40,64}) (blob|tree) ([0-9]{1,9})");

    /** Parses the output of {@code git cat-file --batch} for one object; empty if there is no such object. */
    static Optional<GitObject> parse(byte[] output) {
        int end = 0;
        while (end < output.length && output[end] != '\n') {
            end++;
        }
        Matcher header = HEADER.matcher(new String(output, 0, end, StandardCharsets.UTF_8));
        if (!header.matches()) {
            return Optional.empty();
        }
        int from = end + 1;
        byte[] content = Arrays.copyOfRange(output, from, from + Integer.parseInt(header.group(3)));
        return Optional.of(new GitObject(header.group(1), header.group(2), content));
    }

    boolean is(String wanted) {
        return type.equals(wanted);
    }
}
