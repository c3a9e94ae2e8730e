package dev.packetwright.generator.pdl;

import dev.packetwright.generator.source.Place;
import dev.packetwright.generator.source.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A scanner that finds the exact places of the start tags that an XML parser has accepted.
 *
 * <p>StAX reports the end of a start tag but not its beginning or the places of its attributes, and JAXB reports
 * neither. The scanner only sees text that the parser has found to be well-formed, so it needs no rules for anything
 * else.
 */
final class Markup {
    /** A start tag or end tag. The end of a comment can cut it off. */
    private static final Pattern TAG = Pattern.compile("</?[\\p{L}_][^<>]*+(>|$)");

    private final SourceText source;
    private final String text;
    private final List<StrayText> strayTexts = new ArrayList<>();
    private int position;
    private int depth;
    private int markupEnd;
    private @Nullable Comment comment;

    /**
     * @param source the file that places refer to
     * @param text the characters of the file as the parser sees them, one for one
     */
    Markup(SourceText source, String text) {
        this.source = source;
        this.text = text;
    }

    /** Returns the next start tag, or empty at the end of the text. */
    Optional<StartTag> next() {
        comment = null;
        while (true) {
            skipText();
            if (position >= text.length()) {
                return Optional.empty();
            } else if (text.startsWith("<!--", position)) {
                readComment();
            } else if (text.startsWith("<![CDATA[", position)) {
                strayTexts.add(new StrayText(source.place(position, position + 1), depth));
                skipPast("]]>");
            } else if (text.startsWith("<?", position)) {
                skipPast("?>");
            } else if (text.startsWith("</", position)) {
                skipPast(">");
                depth--;
                markupEnd = position;
                comment = null;
            } else {
                return Optional.of(readStartTag());
            }
        }
    }

    /** Returns the places of the text between the tags passed so far. */
    List<StrayText> strayTexts() {
        return strayTexts;
    }

    private void skipText() {
        int from = position;
        int next = text.indexOf('<', from);
        position = next < 0 ? text.length() : next;
        for (int i = from; i < position; i++) {
            if (!isXmlSpace(text.charAt(i))) {
                strayTexts.add(new StrayText(source.place(i, position), depth));
                comment = null;
                return;
            }
        }
    }

    private static boolean isXmlSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    private void readComment() {
        int start = position;
        position += "<!--".length();
        int from = position;
        skipPast("-->");
        comment = new Comment(
                text.substring(from, Math.max(from, position - "-->".length())),
                newLineBetween(markupEnd, start),
                position);
        markupEnd = position;
    }

    /** Returns the comment that belongs to a tag. A comment at the end of another tag's line belongs to that tag. */
    private Optional<String> commentBefore(int tagStart) {
        return Optional.ofNullable(comment)
                .filter(last -> last.beginsLine || !newLineBetween(last.end, tagStart))
                .map(Comment::text)
                .filter(Markup::isProse);
    }

    /** Returns whether a comment has a letter or digit outside of tags. A ruler or an element out of use has none. */
    private static boolean isProse(String comment) {
        return TAG.matcher(comment).replaceAll(" ").codePoints().anyMatch(Character::isLetterOrDigit);
    }

    private boolean newLineBetween(int from, int to) {
        return from == 0 || text.substring(from, to).chars().anyMatch(c -> c == '\n' || c == '\r');
    }

    private void skipPast(String end) {
        int at = text.indexOf(end, position);
        position = at < 0 ? text.length() : at + end.length();
    }

    private StartTag readStartTag() {
        int start = position++;
        String name = readName();
        Map<String, Place> values = new HashMap<>();
        Map<String, Place> names = new HashMap<>();
        while (true) {
            skipSpace();
            char c = position < text.length() ? text.charAt(position) : '>';
            if (c == '>' || c == '/') {
                skipPast(">");
                depth += c == '/' ? 0 : 1;
                markupEnd = position;
                var tag = new PdlFile.Tag(name, source.place(start, position), commentBefore(start), c == '/');
                return new StartTag(tag, names, values);
            }
            int nameStart = position;
            String attribute = readName();
            names.put(attribute, source.place(nameStart, position));
            values.put(attribute, readValue());
        }
    }

    private Place readValue() {
        skipPast("=");
        skipSpace();
        String quote = text.substring(position, Math.min(text.length(), position + 1));
        int start = ++position;
        skipPast(quote);
        return source.place(start, position - 1);
    }

    private String readName() {
        int start = position;
        while (position < text.length()
                && !isXmlSpace(text.charAt(position))
                && "=/>".indexOf(text.charAt(position)) < 0) {
            position++;
        }
        return text.substring(start, position);
    }

    private void skipSpace() {
        while (position < text.length() && isXmlSpace(text.charAt(position))) {
            position++;
        }
    }

    /**
     * Text in a place for elements.
     *
     * @param depth the number of enclosing elements
     */
    record StrayText(Place place, int depth) {}

    private record Comment(String text, boolean beginsLine, int end) {}

    /**
     * A start tag with the places of its attributes' names and values, by name as it is written.
     *
     * @param tag the element
     * @param names the place of each attribute's name
     * @param values the place of each attribute's value, without its quotes
     */
    record StartTag(PdlFile.Tag tag, Map<String, Place> names, Map<String, Place> values) {
        Place nameOf(String attribute) {
            return names.getOrDefault(attribute, tag.place());
        }

        Place valueOf(String attribute) {
            return values.getOrDefault(attribute, tag.place());
        }
    }
}
