package dev.packetwright.generator.pdl;

import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.pdl.Encodings.Likely;
import dev.packetwright.generator.source.SourceText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The decoder of PDL files. The encoding is that of the byte order mark, else that of the XML declaration, else UTF-8
 * (XML 1.0, appendix F). Bytes that are not text in that encoding are an error, never replaced.
 */
final class PdlText {
    /** The maximum size in bytes. It is far above the size of real protocols, and small enough to cause no harm. */
    static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final int DECLARATION_BYTES = 200;
    private static final Pattern DECLARED =
            Pattern.compile("^<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]*|)[\"']");

    private PdlText() {}

    /**
     * Returns the text without its byte order mark, or reports an error and returns empty if the text cannot be read.
     */
    static Optional<SourceText> decode(PdlInput input, Diagnostics diagnostics) {
        if (input.bytes().length > MAX_BYTES) {
            return refuse(
                    input,
                    diagnostics,
                    DiagnosticCode.FILE_TOO_LARGE,
                    "the file has more than " + MAX_BYTES + " bytes, the maximum for a PDL file",
                    "is it a PDL file?");
        }
        Optional<Charset> charset = charset(input, diagnostics);
        return charset.flatMap(known -> decode(input, known, diagnostics));
    }

    private static Optional<SourceText> decode(PdlInput input, Charset charset, Diagnostics diagnostics) {
        ByteBuffer bytes = ByteBuffer.wrap(input.bytes());
        try {
            String text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(bytes)
                    .toString();
            return Optional.of(new SourceText(input.name(), text.startsWith("\ufeff") ? text.substring(1) : text));
        } catch (CharacterCodingException notText) {
            reportBadByte(input, charset, bytes.position(), diagnostics);
            return Optional.empty();
        }
    }

    /** Reports the first byte that does not fit the encoding. The source line is shown in the likely encoding. */
    private static void reportBadByte(PdlInput input, Charset charset, int position, Diagnostics diagnostics) {
        boolean isUtf8 = charset.equals(StandardCharsets.UTF_8);
        Optional<Likely> likely = isUtf8 ? Encodings.ofCodePage(input.bytes()) : Optional.empty();
        Likely shown = likely.orElse(new Likely(charset, "", ""));
        String before = shown.textOf(input.bytes(), position);
        SourceText source = new SourceText(input.name(), shown.textOf(input.bytes()));
        diagnostics.report(
                DiagnosticCode.BAD_ENCODING,
                source.place(before.length(), before.length() + 1),
                "byte " + position + " of the file is not " + charset.name()
                        + likely.map(known -> "; the file looks like " + known.name())
                                .orElse(""),
                "save the file as UTF-8, or name its encoding: <?xml version=\"1.0\" encoding=\""
                        + likely.map(Likely::declared).orElse("...") + "\"?>");
    }

    private static Optional<Charset> charset(PdlInput input, Diagnostics diagnostics) {
        byte[] bytes = input.bytes();
        Optional<Likely> utf32 = Encodings.utf32(bytes);
        if (utf32.isPresent()) {
            reportLikely(
                    input, utf32.get(), "the file is " + utf32.get().name(), "save the file as UTF-8", diagnostics);
            return Optional.empty();
        } else if (Encodings.startsWith(bytes, 0xef, 0xbb, 0xbf)) {
            return Optional.of(StandardCharsets.UTF_8);
        } else if (Encodings.startsWith(bytes, 0xff, 0xfe)) {
            return Optional.of(StandardCharsets.UTF_16LE);
        } else if (Encodings.startsWith(bytes, 0xfe, 0xff)) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        Optional<Likely> utf16 = Encodings.utf16(bytes);
        if (utf16.isPresent()) {
            reportLikely(
                    input,
                    utf16.get(),
                    "the file looks like " + utf16.get().name() + ", but has no byte order mark",
                    "save the file as UTF-8, or as UTF-16 with a byte order mark",
                    diagnostics);
            return Optional.empty();
        }
        String head = new String(bytes, 0, Math.min(bytes.length, DECLARATION_BYTES), StandardCharsets.ISO_8859_1);
        Matcher declared = DECLARED.matcher(head);
        return declared.find() ? named(declared, input, diagnostics) : Optional.of(StandardCharsets.UTF_8);
    }

    private static void reportLikely(
            PdlInput input, Likely encoding, String message, String help, Diagnostics diagnostics) {
        String text = encoding.textOf(input.bytes());
        SourceText source = new SourceText(input.name(), text.startsWith("\ufeff") ? text.substring(1) : text);
        diagnostics.report(DiagnosticCode.BAD_ENCODING, source.place(0, 1), message, help);
    }

    /** Returns the encoding that the declaration names. The declaration itself has been read byte by byte. */
    private static Optional<Charset> named(Matcher declared, PdlInput input, Diagnostics diagnostics) {
        Optional<Charset> charset = charsetOf(declared.group(1));
        if (charset.isEmpty()) {
            reportDeclared(
                    declared,
                    input,
                    "unknown encoding '" + declared.group(1) + "'",
                    "save the file as UTF-8, and write encoding=\"utf-8\"",
                    diagnostics);
        } else if (charset.get().name().startsWith("UTF-16")
                || charset.get().name().startsWith("UTF-32")) {
            boolean isUtf8 =
                    Encodings.strictly(input.bytes(), StandardCharsets.UTF_8).isPresent();
            reportDeclared(
                    declared,
                    input,
                    "the file says that it is " + charset.get().name() + ", but it is saved "
                            + (isUtf8 ? "as UTF-8" : "in another encoding"),
                    isUtf8 ? "write encoding=\"utf-8\"" : "save the file as UTF-8, and write encoding=\"utf-8\"",
                    diagnostics);
            return Optional.empty();
        }
        return charset;
    }

    private static Optional<Charset> charsetOf(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return Optional.empty();
        }
    }

    private static void reportDeclared(
            Matcher declared, PdlInput input, String message, String help, Diagnostics diagnostics) {
        SourceText source = new SourceText(input.name(), new String(input.bytes(), StandardCharsets.UTF_8));
        diagnostics.report(
                DiagnosticCode.BAD_ENCODING, source.place(declared.start(1), declared.end(1)), message, help);
    }

    private static Optional<SourceText> refuse(
            PdlInput input, Diagnostics diagnostics, DiagnosticCode code, String message, String help) {
        diagnostics.report(code, new SourceText(input.name(), "").place(0, 0), message, help);
        return Optional.empty();
    }
}
