package dev.packetwright.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.packetwright.generator.diagnostic.Diagnostic;
import dev.packetwright.generator.diagnostic.DiagnosticText;
import dev.packetwright.generator.diagnostic.Printout;
import dev.packetwright.generator.diagnostic.Severity;
import dev.packetwright.generator.source.Place;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import picocli.CommandLine.Option;

/** Prints diagnostics for people or for programs. */
final class Report {
    /** The formats of diagnostics. */
    enum Format {
        text,
        json
    }

    /** Holds the factory so that it is loaded only when it is needed, because loading it is slow. */
    private static final class Json {
        private static final JsonFactory FACTORY =
                JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    }

    @Option(
            names = "--diagnostics",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "The format of diagnostics: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}."
                    + " In json, each diagnostic is an object on its own line.")
    private Format format = Format.text;

    /**
     * Prints diagnostics. The text format has at most a hundred, and ends with the number of all errors, warnings and
     * notes. Returns 1 if there is an error, else 0.
     */
    int print(List<Diagnostic> diagnostics, PrintWriter err) {
        switch (format) {
            case text -> printText(diagnostics, err);
            case json -> diagnostics.forEach(diagnostic -> err.println(json(diagnostic)));
        }
        err.flush();
        return diagnostics.stream().anyMatch(it -> it.severity() == Severity.ERROR) ? ExitCodes.FINDINGS : ExitCodes.OK;
    }

    private static void printText(List<Diagnostic> diagnostics, PrintWriter err) {
        Printout printout = Printout.of(diagnostics);
        printout.shown().forEach(diagnostic -> err.print(DiagnosticText.format(diagnostic)));
        if (!printout.rest().isEmpty()) {
            err.println(printout.rest());
        }
        if (!diagnostics.isEmpty()) {
            boolean hasNotes = diagnostics.stream().anyMatch(it -> it.severity() == Severity.NOTE);
            err.println(count(diagnostics, Severity.ERROR) + ", " + count(diagnostics, Severity.WARNING)
                    + (hasNotes ? ", " + count(diagnostics, Severity.NOTE) : ""));
        }
    }

    private static String count(List<Diagnostic> diagnostics, Severity severity) {
        long count = diagnostics.stream()
                .filter(diagnostic -> diagnostic.severity() == severity)
                .count();
        return count + " " + severity.label() + (count == 1 ? "" : "s");
    }

    private static String json(Diagnostic diagnostic) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Json.FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("code", diagnostic.code().toString());
            json.writeStringField("severity", diagnostic.severity().label());
            writePlace(diagnostic.place(), json);
            json.writeStringField("message", diagnostic.message());
            json.writeStringField("help", diagnostic.help());
            json.writeArrayFieldStart("notes");
            for (Diagnostic.Note note : diagnostic.notes()) {
                json.writeStartObject();
                writePlace(note.place(), json);
                json.writeStringField("message", note.text());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return text.toString();
    }

    private static void writePlace(Place place, JsonGenerator json) throws IOException {
        Place end = place.source().place(place.end(), place.end());
        json.writeStringField("file", place.source().name());
        json.writeNumberField("line", place.line());
        json.writeNumberField("column", place.column());
        json.writeNumberField("endLine", end.line());
        json.writeNumberField("endColumn", end.column());
    }
}
