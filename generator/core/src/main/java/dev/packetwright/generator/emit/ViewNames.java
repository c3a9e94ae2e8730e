package dev.packetwright.generator.emit;

import com.palantir.javapoet.ClassName;
import dev.packetwright.generator.model.Name;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.model.RecordType;
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
 * @param views the view of each, by the name of its record
 */
record ViewNames(Map<String, ClassName> views) {
    ViewNames {
        views = Map.copyOf(views);
    }

    static ViewNames of(Protocol protocol) {
        Locals names = new Locals(Emitter.topLevelNames(protocol));
        Map<String, ClassName> views = new HashMap<>();
        Stream.concat(
                        protocol.packets().stream().map(PacketType::name),
                        protocol.structs().stream().map(RecordType::name))
                .map(Name::java)
                .forEach(name -> views.put(name, Emitter.own(protocol, names.take(name + "View"))));
        return new ViewNames(views);
    }

    ClassName of(Name name) {
        return Objects.requireNonNull(views.get(name.java()));
    }

    /** The names of the classes, of others and of all views. */
    Set<String> with(Collection<String> others) {
        Set<String> all = new HashSet<>(others);
        views.values().forEach(view -> all.add(view.simpleName()));
        return all;
    }
}
