package dev.packetwright.generator.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The text of resources, which are part of the generator like its classes. */
public final class BundledText {
    private BundledText() {}

    /**
     * Returns the text of a resource in UTF-8. Its lines end in LF, however the sources were checked out.
     *
     * @param neighbour a class in whose package the path begins
     * @throws IllegalStateException if there is no such resource
     */
    public static String of(Class<?> neighbour, String path) {
        try (InputStream resource = neighbour.getResourceAsStream(path)) {
            if (resource == null) {
                throw new IllegalStateException("the generator lacks its resource " + path);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8).replace("\r", "");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
