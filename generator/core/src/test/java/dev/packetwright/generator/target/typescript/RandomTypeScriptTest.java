package dev.packetwright.generator.target.typescript;

import dev.packetwright.generator.compiled.harness.HostileBytes;
import dev.packetwright.generator.compiled.harness.ReferenceEncoder;
import dev.packetwright.generator.compiled.harness.ValueTree;
import dev.packetwright.generator.compiled.random.FullPdl;
import dev.packetwright.generator.compiled.random.RandomPdl;
import dev.packetwright.generator.compiled.random.RandomValues;
import dev.packetwright.generator.compiled.random.SeededTests;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.target.typescript.TypeScriptProgram.InTypeScript;
import dev.packetwright.testing.NeedsNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Random protocols with random values: TypeScript writes the bytes of the reference encoder, and reads them as the codec does. */
@NeedsNode
class RandomTypeScriptTest {
    private static final int PROGRAMS = 4;
    private static final int PROTOCOLS_OF_EACH_KIND = 3;
    private static final int PACKETS_OF_EACH_TYPE = SeededTests.SHARE == 1 ? 100 : 40;
    private static final int CHANGED_PACKETS = 4;
    private static final int CHANGES = 25;
    private static final int SHORT = 150;

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> randomPacketsOfRandomProtocols() {
        return SeededTests.tests(PROGRAMS, random -> {
            TypeScriptProgram program = new TypeScriptProgram(folder.resolve(Long.toHexString(random.nextLong())));
            for (int i = 0; i < PROTOCOLS_OF_EACH_KIND; i++) {
                addCases(program, program.add(FullPdl.next(random)), random);
                addCases(program, program.add(RandomPdl.next(random)), random);
            }
            program.run();
        });
    }

    private static void addCases(TypeScriptProgram program, InTypeScript protocol, Random random) {
        for (PacketType type : protocol.model().packets()) {
            for (int i = 0; i < PACKETS_OF_EACH_TYPE; i++) {
                ValueTree values = RandomValues.of(type.body(), random);
                program.agrees(protocol, type, values);
                if (i < CHANGED_PACKETS) {
                    addChanges(program, protocol, type, ReferenceEncoder.encode(type, values), random);
                }
            }
        }
    }

    private static void addChanges(
            TypeScriptProgram program, InTypeScript protocol, PacketType type, byte[] bytes, Random random) {
        if (bytes.length > SHORT) {
            return;
        }
        for (int i = 0; i < CHANGES; i++) {
            byte[] changed = Arrays.copyOf(bytes, 4 + random.nextInt(bytes.length + 10));
            for (int at = 4 + random.nextInt(4); at < changed.length; at += 1 + random.nextInt(40)) {
                changed[at] = (byte) random.nextInt();
            }
            program.agreesAbout(protocol, type, HostileBytes.withSize(changed));
        }
    }
}
