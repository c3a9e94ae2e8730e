package dev.packetwright.generator.resolve;

import dev.packetwright.generator.diagnostic.Diagnostic;
import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.pdl.PdlFile.Attribute;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The unique names of declarations of one kind. */
final class DeclaredNames {
    private final String kind;
    private final Diagnostics diagnostics;
    private final Map<String, Attribute> declared = new HashMap<>();

    DeclaredNames(String kind, Diagnostics diagnostics) {
        this.kind = kind;
        this.diagnostics = diagnostics;
    }

    /** Returns whether the name is new, and reports it otherwise. */
    boolean isNew(Attribute name) {
        Attribute first = declared.putIfAbsent(name.value(), name);
        if (first != null) {
            diagnostics.report(new Diagnostic(
                            DiagnosticCode.DUPLICATE_TYPE,
                            name.place(),
                            kind + " '" + name.value() + "' appears twice",
                            List.of(),
                            "remove or rename one of them")
                    .withNote(first.place(), "the first one is here"));
        }
        return first == null;
    }
}
