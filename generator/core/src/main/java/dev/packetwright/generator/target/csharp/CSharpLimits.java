package dev.packetwright.generator.target.csharp;

import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.Name;
import dev.packetwright.generator.model.Protocol;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Finds names of a valid protocol that clash in C# or that C# does not allow. Without a finding, the code compiles. */
final class CSharpLimits {
    private final CSharpNames names;
    private final Diagnostics diagnostics;

    CSharpLimits(CSharpNames names, Diagnostics diagnostics) {
        this.names = names;
        this.diagnostics = diagnostics;
    }

    /** Something with a name in the PDL and one in C#. */
    private record Named(Name name, String csharp) {}

    /** Reports everything that C# refuses. */
    void check(Protocol protocol) {
        checkUnique(protocol.topLevelNames().stream().map(name -> new Named(name, CSharpNames.type(name))));
        protocol.topLevelNames().forEach(this::checkCharacters);
        for (EnumType type : protocol.enums()) {
            checkUnique(type.values().stream().map(value -> new Named(value.name(), CSharpNames.value(value))));
            type.values().forEach(value -> checkCharacters(value.name()));
        }
        names.classes(protocol).forEach(this::checkClass);
    }

    private void checkClass(ClassNames names) {
        Stream.Builder<Named> within = Stream.builder();
        for (int i = 0; i < names.members().size(); i++) {
            Member member = names.body().members().get(i);
            within.add(new Named(member.name(), names.members().get(i)));
            checkCharacters(member.name());
            names.elements().get(i).ifPresent(element -> {
                within.add(new Named(member.name(), element.name()));
                checkClass(element);
            });
        }
        checkUnique(within.build());
    }

    /** Two equal names in the PDL are an error in every language, which is reported elsewhere. */
    private void checkUnique(Stream<Named> all) {
        Map<String, Named> seen = new HashMap<>();
        all.forEach(second -> {
            Named first = seen.putIfAbsent(second.csharp(), second);
            if (first != null && !isReportedElsewhere(first, second)) {
                diagnostics.reportClash(
                        DiagnosticCode.CSHARP_NAME_CLASH,
                        first.name().place(),
                        second.name().place(),
                        "'" + first.name().pdl() + "' and '" + second.name().pdl() + "' both become '" + second.csharp()
                                + "' in C#",
                        "rename one of them");
            }
        });
    }

    /** A list whose own two names clash is one name at one place, and reported here. */
    private static boolean isReportedElsewhere(Named first, Named second) {
        return first.name().pdl().equals(second.name().pdl())
                && !first.name().place().equals(second.name().place());
    }

    private void checkCharacters(Name name) {
        if (!Identifiers.isPossible(name.pdl())) {
            diagnostics.report(
                    DiagnosticCode.NO_CSHARP_NAME,
                    name.place(),
                    "'" + name.pdl() + "' has a character that C# does not allow in names",
                    "C# has no characters beyond U+FFFF in names; rename it");
        }
    }
}
