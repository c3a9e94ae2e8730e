package dev.packetwright.generator.target.java;

import java.util.List;

/**
 * Formats sources as a person would. JavaPoet uses three lines for each comment and four for each setter of a builder,
 * and adds a blank line after each field and constant.
 */
final class SourceFormatter {
    private static final int MAX_LINE_LENGTH = 120;
    private static final int SETTER_LINES = 4;
    private static final String COMMENT_START = "/**";
    private static final String COMMENT_LINE = " * ";
    private static final String COMMENT_END = " */";

    private final List<String> lines;
    private int line;

    private SourceFormatter(String source) {
        this.lines = source.lines().toList();
    }

    /**
     * The same source with short comments and setters on one line, and without blank lines in lists of fields and
     * constants.
     */
    static String tidy(String source) {
        StringBuilder tidy = new StringBuilder(source.length());
        SourceFormatter formatter = new SourceFormatter(source);
        while (formatter.line < formatter.lines.size()) {
            formatter.setNext(tidy);
        }
        return tidy.toString();
    }

    private void setNext(StringBuilder tidy) {
        if (isAtShortComment()) {
            tidy.append(lines.get(line))
                    .append(said(lines.get(line + 1)))
                    .append(COMMENT_END)
                    .append('\n');
            line += 3;
        } else if (isAtSetter(line)) {
            tidy.append(setter(line)).append('\n');
            line += SETTER_LINES;
            line += isBetweenSetters() ? 1 : 0;
        } else {
            if (!isBetweenFields() && !isBehindConstant()) {
                tidy.append(lines.get(line)).append('\n');
            }
            line++;
        }
    }

    private boolean isAtSetter(int at) {
        return at + SETTER_LINES < lines.size()
                && lines.get(at).endsWith(") {")
                && lines.get(at + 1).strip().startsWith("this.")
                && lines.get(at + 2).strip().equals("return this;")
                && setter(at).length() <= MAX_LINE_LENGTH;
    }

    private String setter(int at) {
        return lines.get(at) + " " + lines.get(at + 1).strip() + " return this; }";
    }

    private boolean isBetweenSetters() {
        return lines.get(line).isEmpty() && isAtSetter(line + 1);
    }

    private boolean isAtShortComment() {
        return lines.get(line).endsWith(COMMENT_START)
                && lines.get(line).strip().equals(COMMENT_START)
                && lines.get(line + 1).contains(COMMENT_LINE)
                && lines.get(line + 2).endsWith(COMMENT_END)
                && lines.get(line).length() + said(lines.get(line + 1)).length() + COMMENT_END.length()
                        <= MAX_LINE_LENGTH;
    }

    /** The text of a line of a comment, with the blank before it. */
    private static String said(String commentLine) {
        return commentLine.substring(commentLine.indexOf(COMMENT_LINE) + COMMENT_LINE.length() - 1);
    }

    private boolean isBetweenFields() {
        return lines.get(line).isEmpty() && line > 0 && isField(line - 1) && isField(line + 1);
    }

    private boolean isBehindConstant() {
        return lines.get(line).isEmpty() && line > 0 && lines.get(line - 1).endsWith("),");
    }

    private boolean isField(int at) {
        return lines.get(at).endsWith(";") && lines.get(at).stripLeading().startsWith("private ");
    }
}
