package dev.packetwright.generator.pdl.wellformed;

import dev.packetwright.generator.source.HiddenCharacters;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Everything that is not a tag: text, comments, CDATA sections, processing instructions and the XML declaration. */
final class TextScanner {
    /** A character of the white space of XML. Java's {@code \s} also takes U+000B and U+000C, which XML does not allow. */
    private static final String SPACE = "[ \\t\\r\\n]";

    private static final String EQUALS = SPACE + "*=" + SPACE + "*";
    private static final Pattern DECLARATION = Pattern.compile("<\\?xml"
            + SPACE + "+version" + EQUALS + "([\"'])1\\.0\\1"
            + "(" + SPACE + "+encoding" + EQUALS + "([\"'])[A-Za-z][A-Za-z0-9._-]*\\3)?"
            + "(" + SPACE + "+standalone" + EQUALS + "([\"'])(yes|no)\\5)?"
            + SPACE + "*\\?>");

    private final Cursor cursor;
    private final OpenTags open;

    TextScanner(Cursor cursor, OpenTags open) {
        this.cursor = cursor;
        this.open = open;
    }

    /** Characters up to the next tag or the end. */
    void text() {
        while (!cursor.isAtEnd() && !cursor.startsWith("<")) {
            if (open.isEmpty() && !cursor.isAtSpace()) {
                throw textOutside();
            } else if (cursor.startsWith("]]>")) {
                throw cursor.problem(3, "']]>' closes nothing here", "write ]]&gt;");
            }
            Characters.skipOne(cursor);
        }
    }

    void cdata() {
        if (open.isEmpty()) {
            throw textOutside();
        }
        skipPast("]]>", "the CDATA section");
    }

    private NotWellFormed textOutside() {
        int c = cursor.codePoint();
        if (HiddenCharacters.isHidden(c)) {
            return hiddenOutside(HiddenCharacters.nameOf(c));
        }
        return open.textOutside(cursor.place(cursor.position(), cursor.position() + 1));
    }

    /** The reader has removed the first byte order mark. */
    private NotWellFormed hiddenOutside(String name) {
        boolean isSecondMark = cursor.position() == 0 && cursor.startsWith("\ufeff");
        return isSecondMark
                ? cursor.problem(1, "the file begins with " + name + " after its own", "remove one of them")
                : cursor.problem(1, "there is " + name + " here", "remove it");
    }

    void comment() {
        int start = cursor.position();
        cursor.skip("<!--");
        int dashes = cursor.find("--");
        cursor.moveTo(start);
        Characters.checkUntil(dashes < 0 ? cursor.length() : dashes, cursor);
        if (dashes < 0) {
            throw notClosed("the comment", "-->");
        }
        cursor.moveTo(dashes);
        if (!cursor.skip("-->")) {
            throw cursor.problem(2, "a comment cannot contain '--'", "write something else in its place");
        }
    }

    void instruction() {
        int start = cursor.position();
        cursor.skip("<?");
        String target = cursor.name();
        int end = cursor.position();
        boolean isApart = cursor.startsWith("?>") || cursor.isAtEnd() || cursor.isAtSpace();
        cursor.moveTo(start);
        if (!Characters.isName(target) || !isApart) {
            throw cursor.problem(start, end, "'<?" + target + "' does not begin anything here", "remove it");
        } else if (target.equalsIgnoreCase("xml")) {
            declaration();
        } else {
            skipPast("?>", "<?" + target);
        }
    }

    private void declaration() {
        if (cursor.position() > 0) {
            String help = "move it there, or remove it together with everything before it";
            throw cursor.problem(5, "an XML declaration must be at the very beginning of the file", help);
        }
        Matcher declaration = cursor.match(DECLARATION);
        if (!declaration.lookingAt()) {
            String help = "write <?xml version=\"1.0\" encoding=\"utf-8\"?>";
            throw cursor.problem(5, "this is not the XML declaration of XML 1.0", help);
        }
        cursor.moveTo(declaration.end());
    }

    private void skipPast(String end, String what) {
        int at = cursor.find(end);
        Characters.checkUntil(at < 0 ? cursor.length() : at, cursor);
        if (at < 0) {
            throw notClosed(what, end);
        }
        cursor.moveTo(at + end.length());
    }

    private NotWellFormed notClosed(String what, String end) {
        return cursor.problem(1, what + " is not closed", "close it with " + end);
    }
}
