package dev.packetwright.generator.target.java;

import com.palantir.javapoet.ClassName;
import dev.packetwright.generator.model.Name;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.target.java.name.JavaNames;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The views of packets and structs.
 *
 * @param views the view of each, by its name in the PDL
 */
record ViewNames(Map<Name, ClassName> views) {
    ViewNames {
        views = Map.copyOf(views);
    }

    static ViewNames of(JavaProtocol protocol) {
        ClassFiles names =
                ClassFiles.beside(Stream.concat(protocol.classNames().stream(), JavaNames.generatedClasses().stream())
                        .toList());
        Map<Name, ClassName> views = new HashMap<>();
        Stream.concat(
                        protocol.protocol().packets().stream().map(PacketType::name),
                        protocol.protocol().structs().stream().map(RecordType::name))
                .forEach(name ->
                        views.put(name, protocol.own(names.take(protocol.names().type(name) + "View"))));
        return new ViewNames(views);
    }

    ClassName of(Name name) {
        return Objects.requireNonNull(views.get(name));
    }

    /** The names of all views, with other names. */
    Set<String> with(Collection<String> others) {
        Set<String> all = new HashSet<>(others);
        views.values().forEach(view -> all.add(view.simpleName()));
        return all;
    }
}
