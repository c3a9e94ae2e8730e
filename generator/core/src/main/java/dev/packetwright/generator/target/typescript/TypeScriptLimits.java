package dev.packetwright.generator.target.typescript;

import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.Name;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.target.typescript.TypeScriptNames.Exported;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds names of a valid protocol that clash in TypeScript. Without a finding, the module compiles. */
final class TypeScriptLimits {
    private final TypeScriptNames names;
    private final Diagnostics diagnostics;

    TypeScriptLimits(TypeScriptNames names, Diagnostics diagnostics) {
        this.names = names;
        this.diagnostics = diagnostics;
    }

    /** Reports all clashes. */
    void check(Protocol protocol) {
        checkUnique(TypeScriptNames.exported(protocol));
        for (EnumType type : protocol.enums()) {
            checkUnique(type.values().stream()
                    .map(value -> new Exported(value.name(), TypeScriptNames.value(value)))
                    .toList());
        }
        for (RecordType struct : protocol.structs()) {
            names.body(struct.name()).all().forEach(this::checkMembers);
        }
        for (PacketType packet : protocol.packets()) {
            names.body(packet.name()).all().forEach(this::checkMembers);
        }
    }

    private void checkMembers(BodyNames body) {
        List<Exported> members = new ArrayList<>();
        for (int i = 0; i < body.members().size(); i++) {
            members.add(new Exported(
                    body.body().members().get(i).name(), body.members().get(i)));
        }
        checkUnique(members);
    }

    private void checkUnique(List<Exported> all) {
        Map<String, Exported> seen = new HashMap<>();
        Set<List<Name>> reported = new HashSet<>(); // of a packet, the names of its functions clash as well
        for (Exported second : all) {
            Exported first = seen.putIfAbsent(second.typescript(), second);
            if (first != null
                    && !isReportedElsewhere(first.name(), second.name())
                    && reported.add(List.of(first.name(), second.name()))) {
                diagnostics.reportClash(
                        DiagnosticCode.TYPESCRIPT_NAME_CLASH,
                        first.name().place(),
                        second.name().place(),
                        "'" + first.name().pdl() + "' and '" + second.name().pdl() + "' both become '"
                                + second.typescript() + "' in TypeScript",
                        "rename one of them");
            }
        }
    }

    /** Two equal names in the PDL are an error in every language. */
    private static boolean isReportedElsewhere(Name first, Name second) {
        return first.pdl().equals(second.pdl());
    }
}
