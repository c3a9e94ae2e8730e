package dev.packetwright.generator.resolve;

import dev.packetwright.generator.naming.NamesInUse;
import dev.packetwright.generator.pdl.PdlFile;
import dev.packetwright.generator.pdl.PdlFile.Attribute;
import dev.packetwright.generator.pdl.PdlFile.Attributes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All names that some files give, before it is known what for. */
final class WrittenNames {
    private final Set<String> topLevel = new HashSet<>();
    private final Set<String> lists = new HashSet<>();
    private final Set<String> members = new HashSet<>();

    private WrittenNames() {}

    static NamesInUse of(List<PdlFile> files) {
        WrittenNames names = new WrittenNames();
        files.forEach(names::add);
        return new NamesInUse(names.topLevel, names.lists, names.members);
    }

    private void add(PdlFile file) {
        file.enums().forEach(it -> add(it.attributes(), topLevel));
        file.structs().forEach(it -> {
            add(it.attributes(), topLevel);
            addMembers(it.members());
        });
        file.packets().forEach(it -> {
            add(it.attributes(), topLevel);
            addMembers(it.members());
        });
    }

    private void addMembers(List<PdlFile.Member> written) {
        for (PdlFile.Member member : written) {
            add(member.attributes(), MemberResolver.isList(member) ? lists : members);
            addMembers(member.members());
        }
    }

    private static void add(Attributes attributes, Set<String> names) {
        attributes.get("name").map(Attribute::value).ifPresent(names::add);
    }
}
