package dev.packetwright.generator.resolve;

import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.model.Direction;
import dev.packetwright.generator.pdl.PdlFile;
import dev.packetwright.generator.pdl.PdlFile.Attribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The directions that a PDL gives to its packets. */
final class Directions {
    /** The values of {@code from}. */
    static final Map<String, Direction> FROM = Map.of(
            "client", Direction.CLIENT_TO_SERVER,
            "server", Direction.SERVER_TO_CLIENT,
            "both", Direction.BOTH);

    private Directions() {}

    /**
     * Notes the packets that go both ways for lack of a known prefix, in a protocol where other names have one: they are
     * either meant so, or have a prefix that only their author knows.
     */
    static void noteBothWays(List<PdlFile> files, Diagnostics diagnostics) {
        List<Attribute> undirected = new ArrayList<>();
        boolean hasPrefixes = false;
        for (PdlFile file : files) {
            for (PdlFile.Packet packet : file.packets()) {
                Optional<Attribute> name = packet.attributes()
                        .get("name")
                        .filter(it -> packet.attributes().get("from").isEmpty());
                boolean isUndirected = name.filter(it -> Direction.byPrefix(it.value()) == Direction.BOTH)
                        .isPresent();
                name.filter(it -> isUndirected).ifPresent(undirected::add);
                hasPrefixes |= name.isPresent() && !isUndirected;
            }
        }
        if (hasPrefixes) {
            undirected.forEach(name -> diagnostics.report(
                    DiagnosticCode.BOTH_WAYS,
                    name.place(),
                    "'" + name.value() + "' goes both ways, because its name has no known prefix",
                    "write from=\"client\", from=\"server\" or from=\"both\""));
        }
    }
}
