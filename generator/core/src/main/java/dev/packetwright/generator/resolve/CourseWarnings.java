package dev.packetwright.generator.resolve;

import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.pdl.PdlFile;
import dev.packetwright.generator.pdl.PdlFile.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Warns where the generator of the C# course reads the same file differently. */
final class CourseWarnings {
    private static final Set<String> HOLDING_OTHERS = Set.of("packet", TypeTable.LIST);

    private CourseWarnings() {}

    /**
     * Warns about a self-closing packet or list. The generator of the course loses the next element, if there is one.
     */
    static void report(PdlFile file, Diagnostics diagnostics) {
        List<Tag> tags = new ArrayList<>();
        for (PdlFile.Packet packet : file.packets()) {
            tags.add(packet.tag());
            addTags(packet.members(), tags);
        }
        tags.stream()
                .limit(Math.max(0, tags.size() - 1))
                .filter(tag ->
                        tag.selfClosing() && HOLDING_OTHERS.contains(tag.name().toLowerCase(Locale.ROOT)))
                .findFirst()
                .ifPresent(tag -> diagnostics.report(
                        DiagnosticCode.IDS_DIFFER_FROM_COURSE,
                        tag.place(),
                        "the C# course's generator loses the element after a <" + tag.name() + "/> that closes itself",
                        "if a peer uses it, write <" + tag.name() + " ...></" + tag.name()
                                + ">, or its ids and members differ from these"));
    }

    /**
     * Skips lists with a type, because they are not part of the course's grammar and none of its peers can read them.
     */
    private static void addTags(List<PdlFile.Member> members, List<Tag> tags) {
        for (PdlFile.Member member : members) {
            if (member.attributes().get("type").isEmpty()) {
                tags.add(member.tag());
            }
            addTags(member.members(), tags);
        }
    }
}
