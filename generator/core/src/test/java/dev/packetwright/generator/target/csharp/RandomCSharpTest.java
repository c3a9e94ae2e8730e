package dev.packetwright.generator.target.csharp;

import dev.packetwright.generator.compiled.harness.HostileBytes;
import dev.packetwright.generator.compiled.harness.ReferenceEncoder;
import dev.packetwright.generator.compiled.harness.ValueTree;
import dev.packetwright.generator.compiled.random.FullPdl;
import dev.packetwright.generator.compiled.random.RandomPdl;
import dev.packetwright.generator.compiled.random.RandomValues;
import dev.packetwright.generator.compiled.random.SeededTests;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.target.csharp.CSharpProgram.InCSharp;
import dev.packetwright.testing.NeedsMono;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Random protocols with random values: C# writes the bytes of the reference encoder, and reads them as the codec does. */
@NeedsMono
class RandomCSharpTest {
    /** A program has several protocols, because the compiler takes a second to start. */
    private static final int PROGRAMS = 4;

    private static final int PACKETS_OF_EACH_TYPE = SeededTests.SHARE == 1 ? 100 : 20;
    private static final int CHANGED_PACKETS = 4;
    private static final int CHANGES = 25;
    private static final int SHORT = 150;

    private static final List<CSharpOptions> OPTIONS = List.of(
            CSharpOptions.DEFAULT,
            CSharpOptions.DEFAULT.withMembers(MemberSpelling.PASCAL),
            CSharpOptions.DEFAULT.withRuntime(CSharpRuntime.COURSE));

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> randomPacketsOfRandomProtocols() {
        return SeededTests.tests(PROGRAMS, random -> {
            CSharpProgram program = new CSharpProgram(folder.resolve(Long.toHexString(random.nextLong())));
            for (CSharpOptions options : OPTIONS) {
                addCases(program, program.add(FullPdl.next(random), options), random);
                addCases(program, program.add(RandomPdl.next(random), options), random);
            }
            program.run();
        });
    }

    private static void addCases(CSharpProgram program, InCSharp protocol, Random random) {
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
            CSharpProgram program, InCSharp protocol, PacketType type, byte[] bytes, Random random) {
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
