package dev.packetwright.generator.pdl;

import dev.packetwright.generator.diagnostic.Diagnostic;
import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.source.Place;
import dev.packetwright.generator.source.SourceText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says in our own words why a text is not XML: what is wrong first, where, and what to do about it.
 *
 * <p>The parser alone decides whether it is; this only looks for the reason, once the parser has refused. The parser's own
 * words are in the language of the machine, change from JDK to JDK, and seldom help.
 */
final class Malformation {
    private static final String QUOTES = "\"'";
    private static final String SIMPLE_NAME = "[\\p{L}_][\\p{L}\\p{M}\\p{Nd}_.·-]*";
    private static final Pattern NAME = Pattern.compile(SIMPLE_NAME + "(:" + SIMPLE_NAME + ")?");
    private static final Pattern REFERENCE =
            Pattern.compile("&(#[0-9]{1,9}|#x[0-9a-fA-F]{1,7}|[\\p{L}_:][^\\s;&<\"']*);");
    private static final Pattern DECLARATION = Pattern.compile("<\\?xml\\s+version\\s*=\\s*([\"'])1\\.0\\1"
            + "(\\s+encoding\\s*=\\s*([\"'])[A-Za-z][A-Za-z0-9._-]*\\3)?"
            + "(\\s+standalone\\s*=\\s*([\"'])(yes|no)\\5)?\\s*\\?>");
    private static final Set<String> ENTITIES = Set.of("lt", "gt", "amp", "quot", "apos");
    private static final String ROOT = "a PDL file is one <PDL>, with everything in it";

    private final SourceText source;
    private final String text;
    private final Deque<Open> open = new ArrayDeque<>();
    private final Set<String> prefixes = new HashSet<>(Set.of("xml", "xmlns"));
    private int position;
    private boolean rootSeen;

    /** An element whose end tag has not come yet. */
    private record Open(String name, Place place) {}

    private Malformation(SourceText source, String text) {
        this.source = source;
        this.text = text;
    }

    /**
     * The diagnostic for a text that the parser has refused.
     *
     * @param source where the places are
     * @param text what the parser saw of it, character by character
     * @param refused up to where it read
     */
    static Diagnostic of(SourceText source, String text, int refused) {
        Malformation malformation = new Malformation(source, text);
        return malformation
                .firstProblem()
                .filter(problem -> problem.place().start() <= refused)
                .orElseGet(
                        () -> malformation.problem(refused, refused + 1, "this is not XML", "look at what is around"));
    }

    private Optional<Diagnostic> firstProblem() {
        Optional<Diagnostic> problem = Optional.empty();
        while (problem.isEmpty() && position < text.length()) {
            problem = text.charAt(position) == '<' ? markup() : characters();
        }
        return problem.or(this::atTheEnd);
    }

    private Optional<Diagnostic> atTheEnd() {
        int end = text.stripTrailing().length();
        if (!open.isEmpty()) {
            Open innermost = open.element();
            return Optional.of(problem(end, end, tag(innermost.name) + " has no end", "write " + endTag(innermost.name))
                    .withNote(innermost.place, "it begins here"));
        }
        return rootSeen ? Optional.empty() : found(end, end, "there is no element in the file", ROOT);
    }

    private Optional<Diagnostic> markup() {
        if (startsWith("<!--")) {
            return comment();
        } else if (startsWith("<?")) {
            return instruction();
        } else if (startsWith("<![CDATA[")) {
            return open.isEmpty() ? textOutside(position) : skipPast("]]>", "the CDATA section");
        } else if (startsWith("<!")) {
            return found(position, position + 2, "'<!' begins nothing here", "a comment is <!-- ... -->");
        }
        return startsWith("</") ? endTag() : startTag();
    }

    private Optional<Diagnostic> comment() {
        int dashes = text.indexOf("--", position + "<!--".length());
        if (dashes < 0) {
            return forbidden(position, text.length()).or(() -> endless("the comment", "-->"));
        } else if (text.startsWith("-->", dashes)) {
            return skipPast("-->", "the comment");
        }
        return forbidden(position, dashes)
                .or(() -> found(dashes, dashes + 2, "a comment cannot hold '--'", "write something else in its place"));
    }

    private Optional<Diagnostic> instruction() {
        int start = position;
        String target = nameAt(start + 2);
        int behind = start + 2 + target.length();
        boolean isApart = text.startsWith("?>", behind) || behind >= text.length() || isSpace(text.charAt(behind));
        if (!NAME.matcher(target).matches() || !isApart) {
            return found(start, behind, "'<?" + target + "' begins nothing here", "remove it");
        } else if (!target.equalsIgnoreCase("xml")) {
            return skipPast("?>", "<?" + target);
        } else if (start > 0) {
            String help = "move it there, or remove it together with all that stands before";
            return found(start, start + 5, "an XML declaration stands at the very beginning of a file", help);
        }
        Matcher declaration = DECLARATION.matcher(text);
        if (!declaration.lookingAt()) {
            String help = "write <?xml version=\"1.0\" encoding=\"utf-8\"?>";
            return found(start, start + 5, "this is not the XML declaration of XML 1.0", help);
        }
        position = declaration.end();
        return Optional.empty();
    }

    private Optional<Diagnostic> skipPast(String end, String what) {
        int at = text.indexOf(end, position);
        Optional<Diagnostic> problem = forbidden(position, at < 0 ? text.length() : at);
        if (problem.isEmpty() && at < 0) {
            return endless(what, end);
        }
        position = at + end.length();
        return problem;
    }

    private Optional<Diagnostic> endless(String what, String end) {
        return found(position, position + 1, what + " has no end", "end it with " + end);
    }

    /** The first character in a stretch of text that XML does not have. */
    private Optional<Diagnostic> forbidden(int from, int to) {
        for (int at = from; at < to; at += Character.charCount(text.codePointAt(at))) {
            int c = text.codePointAt(at);
            if (!isAllowed(c)) {
                return found(at, at + 1, "U+" + hex(c) + " is no character of XML", "remove it");
            }
        }
        return Optional.empty();
    }

    private Optional<Diagnostic> characters() {
        int end = text.indexOf('<', position);
        int until = end < 0 ? text.length() : end;
        while (position < until) {
            if (open.isEmpty() && !isSpace(text.charAt(position))) {
                return textOutside(position);
            } else if (startsWith("]]>")) {
                return found(position, position + 3, "']]>' ends nothing here", "write ]]&gt;");
            }
            Optional<Diagnostic> problem = character();
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private Optional<Diagnostic> textOutside(int at) {
        String side = rootSeen ? "behind" : "before";
        return found(at, at + 1, "there is text " + side + " the root element", ROOT);
    }

    /** Passes one character, or one that is written as an entity. */
    private Optional<Diagnostic> character() {
        int c = text.codePointAt(position);
        if (c == '&') {
            return reference();
        }
        int start = position;
        position += Character.charCount(c);
        return forbidden(start, position);
    }

    private Optional<Diagnostic> reference() {
        Matcher reference = REFERENCE.matcher(text).region(position, text.length());
        if (!reference.lookingAt()) {
            return found(position, position + 1, "'&' begins no entity here", "write &amp; for the character itself");
        }
        String name = reference.group(1);
        boolean isKnown = name.startsWith("#") ? isAllowed(numberOf(name)) : ENTITIES.contains(name);
        if (!isKnown) {
            String help = "write the character itself; the entities are &lt; &gt; &amp; &quot; and &apos;";
            return found(position, reference.end(), "there is no entity '" + reference.group() + "'", help);
        }
        position = reference.end();
        return Optional.empty();
    }

    private static int numberOf(String reference) {
        boolean isHexadecimal = reference.startsWith("#x");
        return Integer.parseInt(reference.substring(isHexadecimal ? 2 : 1), isHexadecimal ? 16 : 10);
    }

    private Optional<Diagnostic> endTag() {
        int start = position;
        String name = nameAt(start + 2);
        position += 2 + name.length();
        skipSpace();
        if (!startsWith(">")) {
            return found(
                    start, position, "the tag " + endTag(name).replace(">", "") + " has no end", "end it with '>'");
        }
        position++;
        if (open.isEmpty()) {
            return found(start, position, endTag(name) + " ends nothing", "remove it");
        }
        Open innermost = open.pop();
        return innermost.name.equals(name) ? Optional.empty() : Optional.of(mismatch(name, start, innermost));
    }

    private Diagnostic mismatch(String name, int start, Open innermost) {
        String wanted = endTag(innermost.name);
        Diagnostic problem;
        if (innermost.name.equalsIgnoreCase(name)) {
            String help = "write " + wanted + ": XML tells upper and lower case apart";
            problem = problem(start, position, endTag(name) + " does not end " + tag(innermost.name), help);
        } else if (open.stream().anyMatch(outer -> outer.name.equals(name))) {
            String help = "write <" + innermost.name + " .../>, or " + wanted + " before this";
            problem = problem(start, position, tag(innermost.name) + " has no end before " + endTag(name), help);
        } else {
            problem = problem(start, position, endTag(name) + " ends nothing", "write " + wanted);
        }
        return problem.withNote(innermost.place, tag(innermost.name) + " begins here");
    }

    private Optional<Diagnostic> startTag() {
        int start = position;
        String name = nameAt(start + 1);
        if (name.isEmpty()) {
            return found(start, start + 1, "'<' begins no tag here", "write &lt; for the character itself");
        } else if (!NAME.matcher(name).matches()) {
            return found(
                    start + 1, start + 1 + name.length(), "'" + name + "' is no name", "a name begins with a letter");
        } else if (open.isEmpty() && rootSeen) {
            return found(start, start + 1 + name.length(), "there is a second root element", ROOT);
        }
        position += 1 + name.length();
        return attributes(new Open(name, source.place(start, position)));
    }

    /** The attributes of a tag, and its end. */
    private Optional<Diagnostic> attributes(Open tag) {
        Map<String, Place> seen = new HashMap<>();
        while (true) {
            boolean isApart = skipSpace();
            if (startsWith(">") || startsWith("/>")) {
                return endOf(tag, seen);
            } else if (position >= text.length() || startsWith("<") || startsWith("/")) {
                return Optional.of(problem(
                                position,
                                position + 1,
                                "the tag <" + tag.name + " has no end",
                                "end it with '>' or '/>'")
                        .withNote(tag.place, "it begins here"));
            }
            Optional<Diagnostic> problem = attribute(isApart, seen);
            if (problem.isPresent()) {
                return problem;
            }
        }
    }

    private Optional<Diagnostic> endOf(Open tag, Map<String, Place> attributes) {
        attributes.keySet().stream()
                .filter(name -> name.startsWith("xmlns:"))
                .forEach(name -> prefixes.add(name.substring("xmlns:".length())));
        Map<String, Place> names = new HashMap<>(attributes);
        names.put(tag.name, tag.place);
        for (Map.Entry<String, Place> name : names.entrySet()) {
            String prefix = name.getKey().substring(0, Math.max(0, name.getKey().indexOf(':')));
            if (name.getKey().indexOf(':') >= 0 && !prefixes.contains(prefix)) {
                String help = prefix.equals("xsi")
                        ? "write xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" before it"
                        : "remove it: PDL has no namespaces";
                return Optional.of(problem(name.getValue(), "the prefix '" + prefix + "' is not declared", help));
            }
        }
        rootSeen = true;
        if (startsWith(">")) {
            open.push(tag);
            position++;
        } else {
            position += 2;
        }
        return Optional.empty();
    }

    private Optional<Diagnostic> attribute(boolean isApart, Map<String, Place> seen) {
        int start = position;
        String name = nameAt(start);
        Place place = source.place(start, start + Math.max(1, name.length()));
        position += name.length();
        if (!NAME.matcher(name).matches()) {
            return Optional.of(problem(place, "this is no attribute", "an attribute is name=\"value\""));
        } else if (!isApart) {
            return Optional.of(problem(place, "there is no space before '" + name + "'", "write one"));
        }
        Place first = seen.putIfAbsent(name, place);
        if (first != null) {
            return Optional.of(problem(place, "attribute '" + name + "' is there twice", "remove one of them")
                    .withNote(first, "the first one is here"));
        }
        skipSpace();
        if (!startsWith("=")) {
            return Optional.of(problem(place, "attribute '" + name + "' has no value", "write " + name + "=\"...\""));
        }
        position++;
        skipSpace();
        return value(name);
    }

    private Optional<Diagnostic> value(String attribute) {
        int start = position;
        if (start >= text.length() || QUOTES.indexOf(text.charAt(start)) < 0) {
            String help = "write " + attribute + "=\"...\"";
            return found(start, start + 1, "the value of '" + attribute + "' has no quotes", help);
        }
        char quote = text.charAt(position++);
        while (position < text.length() && text.charAt(position) != quote) {
            Optional<Diagnostic> problem = startsWith("<") ? Optional.of(unclosed(attribute, start)) : character();
            if (problem.isPresent()) {
                return problem;
            }
        }
        if (position >= text.length()) {
            return Optional.of(unclosed(attribute, start));
        }
        position++;
        return Optional.empty();
    }

    private Diagnostic unclosed(String attribute, int start) {
        String help = "close the value, or write &lt; for a '<' in it";
        return problem(position, position + 1, "the value of '" + attribute + "' is not closed before this", help)
                .withNote(source.place(start, start + 1), "it begins here");
    }

    private Optional<Diagnostic> found(int from, int to, String what, String help) {
        return Optional.of(problem(from, to, what, help));
    }

    private Diagnostic problem(int from, int to, String what, String help) {
        return problem(source.place(from, to), what, help);
    }

    private Diagnostic problem(Place place, String what, String help) {
        return new Diagnostic(
                DiagnosticCode.MALFORMED_XML,
                place,
                "malformed XML: " + what,
                List.of(),
                help + "; nothing after this place was looked at");
    }

    private boolean startsWith(String prefix) {
        return text.startsWith(prefix, position);
    }

    private boolean skipSpace() {
        int from = position;
        while (position < text.length() && isSpace(text.charAt(position))) {
            position++;
        }
        return position > from;
    }

    /** What stands where a name ought to; it may be none. */
    private String nameAt(int from) {
        int end = from;
        while (end < text.length() && !isSpace(text.charAt(end)) && "=/>?<\"'&".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(Math.min(from, end), end);
    }

    private static String tag(String name) {
        return "<" + name + ">";
    }

    private static String endTag(String name) {
        return "</" + name + ">";
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    private static boolean isAllowed(int c) {
        boolean isSurrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return c >= ' '
                ? !isSurrogate && c != 0xfffe && c != 0xffff && c <= Character.MAX_CODE_POINT
                : isSpace((char) c);
    }

    private static String hex(int c) {
        String digits = Integer.toHexString(c).toUpperCase(Locale.ROOT);
        return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    }
}
