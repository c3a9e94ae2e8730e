package dev.packetwright.generator.html;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * An HTML element. Text and the values of attributes get into it in one way only, which escapes them: they can neither
 * become markup nor hide or reorder their neighbours. Not thread-safe.
 */
public final class Html {
    private static final Set<String> VOID = Set.of("input", "wbr");

    /** The elements that begin on a line of their own, so that a difference between two pages is readable. */
    private static final Set<String> ON_OWN_LINE = Set.of(
            "main", "header", "nav", "section", "article", "h1", "h2", "h3", "h4", "p", "div", "ol", "ul", "li", "dl",
            "dt", "dd", "details", "table", "thead", "tbody", "tr", "pre");

    private final String tag;
    private final StringBuilder attributes = new StringBuilder();
    private final StringBuilder content = new StringBuilder();

    private Html(String tag) {
        this.tag = tag;
    }

    /** An element. The tag is not escaped. */
    public static Html of(String tag) {
        return new Html(tag);
    }

    /** An element with classes, separated by spaces. */
    public static Html of(String tag, String classes) {
        return of(tag).with("class", classes);
    }

    /** A link to the element with an id, on the same page. */
    public static Html link(String id, String text) {
        return of("a").with("href", "#" + id).text(text);
    }

    /** Sets an attribute. Its name is not escaped. */
    public Html with(String attribute, String value) {
        attributes
                .append(' ')
                .append(attribute)
                .append("=\"")
                .append(escaped(value))
                .append('"');
        return this;
    }

    /** Appends text. */
    public Html text(String text) {
        content.append(escaped(text));
        return this;
    }

    /** Appends elements. */
    public Html add(Html... elements) {
        return add(List.of(elements));
    }

    /** Appends elements. */
    public Html add(Collection<Html> elements) {
        elements.forEach(content::append);
        return this;
    }

    /** Whether nothing was appended. */
    public boolean isEmpty() {
        return content.isEmpty();
    }

    /** The element as HTML. */
    @Override
    public String toString() {
        String start = (ON_OWN_LINE.contains(tag) ? "\n<" : "<") + tag + attributes + ">";
        return VOID.contains(tag) ? start : start + content + "</" + tag + ">";
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> append(c, out));
        return out.toString();
    }

    private static void append(int c, StringBuilder out) {
        switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            default -> {
                if (isHidden(c)) {
                    out.append("\\u{").append(Integer.toHexString(c)).append('}');
                } else {
                    out.appendCodePoint(c);
                }
            }
        }
    }

    /** Whether a character has no appearance of its own. The joiners are parts of words and of emojis. */
    private static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c != '\n' && c != '\t';
            case Character.FORMAT -> c != '\u200c' && c != '\u200d';
            case Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
