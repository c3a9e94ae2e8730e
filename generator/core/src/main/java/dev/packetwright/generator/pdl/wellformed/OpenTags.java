package dev.packetwright.generator.pdl.wellformed;

import dev.packetwright.generator.diagnostic.Suggestion;
import dev.packetwright.generator.source.Place;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The elements that are open at a position, innermost first, and whether the root element has begun. */
final class OpenTags {
    private static final String ROOT = "a PDL file is one <PDL>, with everything in it";

    /** The elements that are often written with an end tag. */
    private static final Set<String> ELEMENTS = Set.of("pdl", "packet", "struct", "enum", "list");

    private final Deque<OpenTag> tags = new ArrayDeque<>();
    private boolean rootSeen;

    /** A start tag whose end tag has not come yet. */
    record OpenTag(String name, Place place) {}

    boolean isEmpty() {
        return tags.isEmpty();
    }

    /** Refuses a second root element. */
    void checkStart(OpenTag tag) {
        if (tags.isEmpty() && rootSeen) {
            throw NotWellFormed.at(tag.place, "there is a second root element", ROOT);
        }
    }

    void open(OpenTag tag) {
        rootSeen = true;
        tags.push(tag);
    }

    void openAndClose() {
        rootSeen = true;
    }

    /** Closes the innermost element, and refuses an end tag that is not its own. */
    void close(String name, Place place) {
        if (tags.isEmpty()) {
            throw NotWellFormed.at(place, endTag(name) + " closes nothing", "remove it");
        }
        OpenTag innermost = tags.pop();
        if (!innermost.name.equals(name)) {
            throw mismatch(name, place, innermost).withNote(innermost.place, startTag(innermost.name) + " begins here");
        }
    }

    private NotWellFormed mismatch(String name, Place place, OpenTag innermost) {
        String wanted = endTag(innermost.name);
        if (innermost.name.equalsIgnoreCase(name)) {
            String help = "write " + wanted + ": XML is case-sensitive";
            return NotWellFormed.at(place, endTag(name) + " does not close " + startTag(innermost.name), help);
        } else if (tags.stream().anyMatch(outer -> outer.name.equals(name))) {
            String help = isInItself(innermost)
                    ? "is " + wanted + " missing before line " + innermost.place.line() + ", or is this "
                            + startTag(innermost.name) + " the end of the one before?"
                    : "write <" + innermost.name + " .../>, or " + wanted + " before this";
            return NotWellFormed.at(place, startTag(innermost.name) + " is not closed before " + endTag(name), help);
        }
        if (Suggestion.nearest(innermost.name, List.of(name)).isPresent()) {
            return NotWellFormed.at(
                    place, endTag(name) + " does not close " + startTag(innermost.name), misspelled(name, innermost));
        }
        return NotWellFormed.at(place, endTag(name) + " closes nothing", "write " + wanted);
    }

    /** Returns what to write where a start tag and its end tag have similar names. */
    private static String misspelled(String name, OpenTag innermost) {
        boolean isStartKnown = ELEMENTS.contains(innermost.name.toLowerCase(Locale.ROOT));
        boolean isEndKnown = ELEMENTS.contains(name.toLowerCase(Locale.ROOT));
        if (isStartKnown == isEndKnown) {
            return "one of the two is misspelled";
        }
        return isEndKnown ? "write " + startTag(name) + " where it begins" : "write " + endTag(innermost.name);
    }

    /** Returns whether an element is in a packet and is a packet, which only a forgotten end tag explains. */
    private boolean isInItself(OpenTag innermost) {
        OpenTag parent = tags.peek();
        return innermost.name.equalsIgnoreCase("packet")
                && parent != null
                && parent.name.equalsIgnoreCase(innermost.name);
    }

    /** Refuses text outside of the root element. */
    NotWellFormed textOutside(Place place) {
        String side = rootSeen ? "after" : "before";
        return NotWellFormed.at(place, "there is text " + side + " the root element", ROOT);
    }

    /** Refuses the end of the text while an element is open or before there was one. */
    void checkEnd(Place end) {
        if (!tags.isEmpty()) {
            OpenTag innermost = tags.element();
            throw NotWellFormed.at(end, startTag(innermost.name) + " is not closed", "write " + endTag(innermost.name))
                    .withNote(innermost.place, "it begins here");
        }
        if (!rootSeen) {
            throw NotWellFormed.at(end, "there is no element in the file", ROOT);
        }
    }

    private static String startTag(String name) {
        return "<" + name + ">";
    }

    private static String endTag(String name) {
        return "</" + name + ">";
    }
}
