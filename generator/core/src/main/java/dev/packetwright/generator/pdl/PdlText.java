package dev.packetwright.generator.pdl;

import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.diagnostic.Diagnostics;
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
            Pattern.compile("^<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]*)[\"']");

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
            return refuse(
                    input,
                    diagnostics,
                    DiagnosticCode.BAD_ENCODING,
                    "byte " + bytes.position() + " of the file is not " + charset.name(),
                    "save the file as UTF-8, or name its encoding: <?xml version=\"1.0\" encoding=\"...\"?>");
        }
    }

    private static Optional<Charset> charset(PdlInput input, Diagnostics diagnostics) {
        byte[] bytes = input.bytes();
        if (startsWith(bytes, 0xef, 0xbb, 0xbf)) {
            return Optional.of(StandardCharsets.UTF_8);
        } else if (startsWith(bytes, 0xff, 0xfe)) {
            return Optional.of(StandardCharsets.UTF_16LE);
        } else if (startsWith(bytes, 0xfe, 0xff)) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        String head = new String(bytes, 0, Math.min(bytes.length, DECLARATION_BYTES), StandardCharsets.ISO_8859_1);
        Matcher declared = DECLARED.matcher(head);
        return declared.find() ? named(declared.group(1), input, diagnostics) : Optional.of(StandardCharsets.UTF_8);
    }

    private static Optional<Charset> named(String name, PdlInput input, Diagnostics diagnostics) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            refuse(
                    input,
                    diagnostics,
                    DiagnosticCode.BAD_ENCODING,
                    "unknown encoding '" + unknown.getMessage() + "'",
                    "save the file as UTF-8");
            return Optional.empty();
        }
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.length || Byte.toUnsignedInt(bytes[i]) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<SourceText> refuse(
            PdlInput input, Diagnostics diagnostics, DiagnosticCode code, String message, String help) {
        diagnostics.report(code, new SourceText(input.name(), "").place(0, 0), message, help);
        return Optional.empty();
    }
}
