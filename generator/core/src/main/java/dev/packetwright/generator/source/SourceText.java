package dev.packetwright.generator.source;

import java.util.ArrayList;
import java.util.List;

/**
 * The text of one PDL file with an index of its lines.
 *
 * <p>Lines end at LF, CRLF or a lone CR. Immutable.
 */
public final class SourceText {
    private final String name;
    private final String text;
    private final int[] lineStarts;

    /**
     * @param name the file name as the user gave it and as diagnostics show it
     * @param text the characters of the file, without a byte order mark
     */
    public SourceText(String name, String text) {
        this.name = name;
        this.text = text;
        this.lineStarts = lineStarts(text);
    }

    private static int[] lineStarts(String text) {
        List<Integer> starts = new ArrayList<>();
        starts.add(0);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean crOfCrLf = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if (c == '\n' || (c == '\r' && !crOfCrLf)) {
                starts.add(i + 1);
            }
        }
        return starts.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Returns the name of the file as the user wrote it. */
    public String name() {
        return name;
    }

    /** Returns all characters of the file. */
    public String text() {
        return text;
    }

    /** Returns a place in this text. Offsets outside of the text are clamped to it. */
    public Place place(int start, int end) {
        int from = Math.max(0, Math.min(start, text.length()));
        return new Place(this, from, Math.max(from, Math.min(end, text.length())));
    }

    /**
     * Returns the offset of a line and column, clamped to the text. Both count from 1, and the column counts UTF-16
     * units.
     */
    public int offset(int line, int column) {
        int start = lineStarts[Math.max(1, Math.min(line, lineStarts.length)) - 1];
        return Math.max(0, Math.min(start + column - 1, text.length()));
    }

    /** Returns the line of an offset, from 1. */
    int lineAt(int offset) {
        int low = 0;
        int high = lineStarts.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (lineStarts[middle] <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low + 1;
    }

    /** Returns the offset at which the line of an offset begins. */
    public int lineStart(int offset) {
        return startOfLine(lineAt(offset));
    }

    int startOfLine(int line) {
        return lineStarts[line - 1];
    }

    /** Returns the characters of a line without its line end. */
    String line(int line) {
        int end = line < lineStarts.length ? lineStarts[line] : text.length();
        int start = lineStarts[line - 1];
        while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return name;
    }
}
