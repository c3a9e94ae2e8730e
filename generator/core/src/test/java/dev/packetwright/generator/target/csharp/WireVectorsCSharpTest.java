package dev.packetwright.generator.target.csharp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.packetwright.generator.compiled.harness.ValueTree;
import dev.packetwright.generator.compiled.harness.WireVectors;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.target.csharp.CSharpProgram.InCSharp;
import dev.packetwright.testing.NeedsMono;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generated C# writes and reads exactly the bytes that were recorded from three C# peers, in both ways of use. */
@NeedsMono
class WireVectorsCSharpTest {
    @TempDir
    private Path folder;

    @Test
    void writesAndReadsWhatThreePeersWrite() throws IOException {
        CSharpProgram program = new CSharpProgram(folder);
        for (CSharpRuntime runtime : CSharpRuntime.values()) {
            CSharpOptions options = CSharpOptions.DEFAULT.withRuntime(runtime);
            Map<String, InCSharp> protocols = new HashMap<>();
            List<JsonNode> vectors = WireVectors.all().toList();
            for (JsonNode vector : vectors) {
                String pdl = vector.get("pdl").asText();
                if (!protocols.containsKey(pdl)) {
                    protocols.put(pdl, program.add(WireVectors.resource(pdl), options));
                }
                add(program, protocols.get(pdl), vector);
            }
        }
        program.run();
    }

    private static void add(CSharpProgram program, InCSharp protocol, JsonNode vector) {
        PacketType type = protocol.packet(vector.get("packet").asText());
        byte[] bytes = HexFormat.of().parseHex(vector.get("hex").asText());
        ValueTree values = WireVectors.tree(type.body(), vector.get("values"));
        if (vector.get("encodeExact").asBoolean()) {
            program.writes(protocol, type, values, bytes);
        }
        if (vector.get("roundTrips").asBoolean() && vector.get("encodeExact").asBoolean()) {
            program.reads(protocol, type, bytes, values);
        } else {
            program.agreesAbout(protocol, type, bytes);
        }
    }
}
