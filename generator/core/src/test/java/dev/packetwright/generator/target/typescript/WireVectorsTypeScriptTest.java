package dev.packetwright.generator.target.typescript;

import com.fasterxml.jackson.databind.JsonNode;
import dev.packetwright.generator.compiled.harness.ValueTree;
import dev.packetwright.generator.compiled.harness.WireVectors;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.target.typescript.TypeScriptProgram.InTypeScript;
import dev.packetwright.testing.NeedsNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generated TypeScript writes and reads exactly the bytes that were recorded from three C# peers. */
@NeedsNode
class WireVectorsTypeScriptTest {
    @TempDir
    private Path folder;

    @Test
    void writesAndReadsWhatThreePeersWrite() throws IOException {
        TypeScriptProgram program = new TypeScriptProgram(folder);
        Map<String, InTypeScript> protocols = new HashMap<>();
        List<JsonNode> vectors = WireVectors.all().toList();
        for (JsonNode vector : vectors) {
            String pdl = vector.get("pdl").asText();
            if (!protocols.containsKey(pdl)) {
                protocols.put(pdl, program.add(WireVectors.resource(pdl)));
            }
            add(program, protocols.get(pdl), vector);
        }
        program.run();
    }

    /** A vector with another NaN than that of JavaScript is read, and not written. */
    private static void add(TypeScriptProgram program, InTypeScript protocol, JsonNode vector) {
        PacketType type = protocol.packet(vector.get("packet").asText());
        byte[] bytes = HexFormat.of().parseHex(vector.get("hex").asText());
        ValueTree values = WireVectors.tree(type.body(), vector.get("values"));
        boolean hasOtherNan = vector.get("values").toString().contains("bits:");
        if (vector.get("encodeExact").asBoolean() && !hasOtherNan) {
            program.writes(protocol, type, values, bytes);
        }
        if (vector.get("roundTrips").asBoolean() && vector.get("encodeExact").asBoolean()) {
            program.reads(protocol, type, bytes, values);
        } else {
            program.agreesAbout(protocol, type, bytes);
        }
    }
}
