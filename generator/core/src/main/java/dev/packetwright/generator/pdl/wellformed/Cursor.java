package dev.packetwright.generator.pdl.wellformed;

import dev.packetwright.generator.source.Place;
import dev.packetwright.generator.source.SourceText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A position in a text that only moves forward. Offsets count UTF-16 units. */
final class Cursor {
    private static final String END_OF_NAME = "=/>?<\"'&";

    private final SourceText source;
    private final String text;
    private int position;

    /**
     * @param source the file that places refer to
     * @param text the characters of the file as the parser sees them, one for one
     */
    Cursor(SourceText source, String text) {
        this.source = source;
        this.text = text;
    }

    int position() {
        return position;
    }

    boolean isAtEnd() {
        return position >= text.length();
    }

    boolean isAtSpace() {
        return !isAtEnd() && Characters.isSpace(text.charAt(position));
    }

    /** The offset after the last character that is not white space. */
    int endOfContent() {
        return text.stripTrailing().length();
    }

    /** The offset of the next occurrence of a string, or -1. */
    int find(String string) {
        return text.indexOf(string, position);
    }

    int length() {
        return text.length();
    }

    boolean startsWith(String prefix) {
        return text.startsWith(prefix, position);
    }

    int codePoint() {
        return codePointAt(position);
    }

    int codePointAt(int offset) {
        return text.codePointAt(offset);
    }

    void advance(int units) {
        position += units;
    }

    void moveTo(int offset) {
        position = offset;
    }

    /** Skips a string if it comes next. Returns whether it did. */
    boolean skip(String string) {
        boolean isNext = startsWith(string);
        if (isNext) {
            position += string.length();
        }
        return isNext;
    }

    /** Skips white space. Returns whether there was any. */
    boolean skipSpace() {
        int from = position;
        while (isAtSpace()) {
            position++;
        }
        return position > from;
    }

    /** Reads the characters up to the next one that cannot be part of a name. The result can be empty. */
    String name() {
        int from = position;
        while (!isAtEnd() && !isAtSpace() && END_OF_NAME.indexOf(text.charAt(position)) < 0) {
            position++;
        }
        return text.substring(from, position);
    }

    /** A matcher whose region begins at this position. */
    Matcher match(Pattern pattern) {
        return pattern.matcher(text).region(position, text.length());
    }

    Place place(int from, int to) {
        return source.place(from, to);
    }

    /** The problem with the characters from one offset to another. */
    NotWellFormed problem(int from, int to, String problem, String help) {
        return NotWellFormed.at(place(from, to), problem, help);
    }

    /** The problem with the next characters. */
    NotWellFormed problem(int units, String problem, String help) {
        return problem(position, position + units, problem, help);
    }
}
