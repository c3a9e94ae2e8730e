package dev.packetwright.generator.pdl.wellformed;

import dev.packetwright.generator.pdl.wellformed.OpenTags.OpenTag;
import dev.packetwright.generator.source.HiddenCharacters;
import dev.packetwright.generator.source.Place;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Start tags with their attributes, and end tags. */
final class TagScanner {
    private final Cursor cursor;
    private final OpenTags open;
    private final Set<String> prefixes = new HashSet<>(Set.of("xml", "xmlns"));

    TagScanner(Cursor cursor, OpenTags open) {
        this.cursor = cursor;
        this.open = open;
    }

    void endTag() {
        int start = cursor.position();
        cursor.skip("</");
        String name = visibleName();
        cursor.skipSpace();
        if (!cursor.skip(">")) {
            throw cursor.problem(start, cursor.position(), "the tag </" + name + " is not closed", "close it with '>'");
        }
        open.close(name, cursor.place(start, cursor.position()));
    }

    void startTag() {
        int start = cursor.position();
        cursor.skip("<");
        String name = visibleName();
        if (name.isEmpty()) {
            throw cursor.problem(
                    start, start + 1, "'<' does not begin a tag here", "write &lt; for the character itself");
        } else if (!Characters.isName(name)) {
            throw cursor.problem(
                    start + 1, cursor.position(), "'" + name + "' is not a name", "a name begins with a letter");
        }
        OpenTag tag = new OpenTag(name, cursor.place(start, cursor.position()));
        open.checkStart(tag);
        checkPrefixes(tag, attributes(tag));
        endOf(tag);
    }

    /** Reads a name, and refuses a character in it that cannot be seen. A plain space would end the name. */
    private String visibleName() {
        int start = cursor.position();
        String name = cursor.name();
        OptionalInt hidden = HiddenCharacters.firstIn(name);
        if (hidden.isPresent()) {
            int at = start + hidden.getAsInt();
            throw cursor.problem(
                    at,
                    at + 1,
                    "there is " + HiddenCharacters.nameOf(cursor.codePointAt(at)) + " in this tag",
                    "write a plain space in its place, or remove it");
        }
        return name;
    }

    private void endOf(OpenTag tag) {
        if (cursor.skip("/>")) {
            open.openAndClose();
        } else {
            cursor.skip(">");
            open.open(tag);
        }
    }

    /** The places of the attributes by name. The cursor ends before the end of the tag. */
    private Map<String, Place> attributes(OpenTag tag) {
        Map<String, Place> attributes = new LinkedHashMap<>();
        while (true) {
            boolean isApart = cursor.skipSpace();
            if (cursor.startsWith(">") || cursor.startsWith("/>")) {
                return attributes;
            } else if (cursor.isAtEnd() || cursor.startsWith("<") || cursor.startsWith("/")) {
                throw cursor.problem(1, "the tag <" + tag.name() + " is not closed", "close it with '>' or '/>'")
                        .withNote(tag.place(), "it begins here");
            }
            attribute(isApart, attributes);
        }
    }

    private void attribute(boolean isApart, Map<String, Place> seen) {
        int start = cursor.position();
        String name = visibleName();
        Place place = cursor.place(start, Math.max(start + 1, cursor.position()));
        if (!Characters.isName(name)) {
            throw NotWellFormed.at(place, "this is not an attribute", "an attribute is name=\"value\"");
        } else if (!isApart) {
            throw NotWellFormed.at(place, "there is no space before '" + name + "'", "write one");
        }
        Place first = seen.putIfAbsent(name, place);
        if (first != null) {
            throw NotWellFormed.at(place, "attribute '" + name + "' appears twice", "remove one of them")
                    .withNote(first, "the first one is here");
        }
        cursor.skipSpace();
        if (!cursor.skip("=")) {
            throw NotWellFormed.at(place, "attribute '" + name + "' has no value", "write " + name + "=\"...\"");
        }
        cursor.skipSpace();
        value(name);
    }

    private void value(String attribute) {
        int start = cursor.position();
        String quote = cursor.startsWith("'") ? "'" : "\"";
        if (!cursor.skip(quote)) {
            String help = "write " + attribute + "=\"...\"";
            throw cursor.problem(1, "the value of '" + attribute + "' has no quotes", help);
        }
        while (!cursor.skip(quote)) {
            if (cursor.isAtEnd() || cursor.startsWith("<")) {
                String help = "close the value, or write &lt; for a '<' in it";
                throw cursor.problem(1, "the value of '" + attribute + "' is not closed before this", help)
                        .withNote(cursor.place(start, start + 1), "it begins here");
            }
            Characters.skipOne(cursor);
        }
    }

    private void checkPrefixes(OpenTag tag, Map<String, Place> attributes) {
        attributes.keySet().stream()
                .filter(name -> name.startsWith("xmlns:"))
                .forEach(name -> prefixes.add(name.substring("xmlns:".length())));
        checkPrefix(tag.name(), tag.place());
        attributes.forEach(this::checkPrefix);
    }

    private void checkPrefix(String name, Place place) {
        String prefix = name.substring(0, Math.max(0, name.indexOf(':')));
        if (!prefix.isEmpty() && !prefixes.contains(prefix)) {
            String help = prefix.equals("xsi")
                    ? "write xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" before it"
                    : "remove it: PDL has no namespaces";
            throw NotWellFormed.at(place, "the prefix '" + prefix + "' is not declared", help);
        }
    }
}
