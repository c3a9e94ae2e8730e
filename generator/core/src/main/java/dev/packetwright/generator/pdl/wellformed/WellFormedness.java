package dev.packetwright.generator.pdl.wellformed;

import dev.packetwright.generator.diagnostic.Diagnostic;
import dev.packetwright.generator.source.SourceText;

/** Finds the first problem of a text that the XML parser has refused. */
public final class WellFormedness {
    private final Cursor cursor;
    private final OpenTags open = new OpenTags();
    private final TextScanner text;
    private final TagScanner tags;

    private WellFormedness(Cursor cursor) {
        this.cursor = cursor;
        this.text = new TextScanner(cursor, open);
        this.tags = new TagScanner(cursor, open);
    }

    /**
     * The diagnostic for a text that the parser has refused: the first problem, or the place of the refusal if no problem
     * is found up to there.
     *
     * @param source the file that places refer to
     * @param text the characters of the file as the parser sees them, one for one
     * @param refused the offset up to which the parser has read
     */
    public static Diagnostic explain(SourceText source, String text, int refused) {
        Cursor cursor = new Cursor(source, text);
        try {
            new WellFormedness(cursor).scan();
        } catch (NotWellFormed found) {
            int start = found.diagnostic().place().start();
            if (start <= refused || isOneTag(text.substring(refused, start))) {
                return found.diagnostic();
            }
        }
        return cursor.problem(refused, refused + 1, "this is not XML", "look at the text around it")
                .diagnostic();
    }

    /** The parser refuses a tag as a whole; the problem can be anywhere in its names. */
    private static boolean isOneTag(String between) {
        return between.indexOf('<') < 0 && between.indexOf('>') < 0;
    }

    private void scan() {
        while (!cursor.isAtEnd()) {
            if (cursor.startsWith("<")) {
                markup();
            } else {
                text.text();
            }
        }
        open.checkEnd(cursor.place(cursor.endOfContent(), cursor.endOfContent()));
    }

    private void markup() {
        if (cursor.startsWith("<!--")) {
            text.comment();
        } else if (cursor.startsWith("<?")) {
            text.instruction();
        } else if (cursor.startsWith("<![CDATA[")) {
            text.cdata();
        } else if (cursor.startsWith("<!")) {
            throw cursor.problem(2, "'<!' does not begin anything here", "a comment is <!-- ... -->");
        } else if (cursor.startsWith("</")) {
            tags.endTag();
        } else {
            tags.startTag();
        }
    }
}
