package dev.packetwright.generator.target;

/**
 * A generated file.
 *
 * @param path the path below the output folder, with slashes: {@code com/example/chat/C_Chat.java}
 * @param content the text, with line feeds
 * @param marker the beginning of every generated file of this kind; it names Packetwright, so that no file of a user
 *     begins with it
 */
public record GeneratedFile(String path, String content, String marker) {
    private static final String NAME = "Packetwright";

    public GeneratedFile {
        if (!isMarker(marker)) {
            throw new IllegalArgumentException("the marker of " + path + " does not name " + NAME);
        }
    }

    /** Whether a text can be a marker. */
    public static boolean isMarker(String text) {
        return text.contains(NAME);
    }
}
