package dev.packetwright.generator.source;

import java.util.Comparator;

/**
 * A stretch of a PDL file.
 *
 * @param source the file
 * @param start the offset of the first character, in UTF-16 units
 * @param end the offset after the last character
 */
public record Place(SourceText source, int start, int end) implements Comparable<Place> {
    private static final Comparator<Place> ORDER = Comparator.comparing((Place place) -> place.source.name())
            .thenComparingInt(Place::start)
            .thenComparingInt(Place::end);

    /** Returns the line of the start, from 1. */
    public int line() {
        return source.lineAt(start);
    }

    /** Returns the column of the start, from 1, in code points; a tab counts as one. */
    public int column() {
        return source.text().codePointCount(source.startOfLine(line()), start) + 1;
    }

    /** Returns the text of the line of the start. */
    public String lineText() {
        return source.line(line());
    }

    /** Returns the index of the start in {@link #lineText()}, in UTF-16 units. */
    public int startInLine() {
        return start - source.startOfLine(line());
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:line:column}. */
    @Override
    public String toString() {
        return source.name() + ":" + line() + ":" + column();
    }
}
