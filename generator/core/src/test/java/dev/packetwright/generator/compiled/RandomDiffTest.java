package dev.packetwright.generator.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.compiled.harness.CompiledProtocol;
import dev.packetwright.generator.compiled.harness.HostileBytes;
import dev.packetwright.generator.compiled.harness.Values;
import dev.packetwright.generator.compiled.random.PdlSketch;
import dev.packetwright.generator.compiled.random.RandomValues;
import dev.packetwright.generator.compiled.random.RandomVersions;
import dev.packetwright.generator.compiled.random.SeededTests;
import dev.packetwright.generator.compiled.random.SemanticView;
import dev.packetwright.generator.diff.Category;
import dev.packetwright.generator.diff.Change;
import dev.packetwright.generator.diff.DiffText;
import dev.packetwright.generator.diff.ProtocolDiff;
import dev.packetwright.generator.diff.Rule;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.model.Side;
import dev.packetwright.runtime.packet.MalformedPacketException;
import dev.packetwright.runtime.packet.Packet;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * If the diff reports no WIRE-breaking change between two versions, their generated code understands each other in both
 * directions. If it reports one, some packet is refused, misread or unknown.
 */
class RandomDiffTest {
    private static final int PAIRS = 25;
    private static final int PAIRS_OF_MODELS = 300;
    private static final int PACKETS_OF_EACH_TYPE = 20;
    private static final int PACKETS_FOR_A_WITNESS = 400;

    /** Rules for compatible changes that alter which bytes are valid or which values they have. */
    private static final Set<Rule> OTHER_BYTES = EnumSet.of(
            Rule.PACKET_ADDED,
            Rule.PACKET_RECEIVER_ADDED,
            Rule.MEMBER_APPENDED_LATER,
            Rule.MEMBER_APPENDED_TOO_EARLY,
            Rule.MEMBER_REMOVED_LATER,
            Rule.TYPE_CHANGED_SAME_BYTES,
            Rule.VALUE_ADDED_TO_UNKNOWN,
            Rule.VALUE_REMOVED_TO_UNKNOWN,
            Rule.UNKNOWN_ADDED,
            Rule.UNKNOWN_CHANGED,
            Rule.UNKNOWN_RENUMBERED);

    @TestFactory
    Stream<DynamicTest> theVerdictIsTrueOfGeneratedCode() {
        return SeededTests.tests(PAIRS, random -> {
            RandomVersions versions = new RandomVersions(random);
            PdlSketch before = versions.protocol();
            Pair pair = new Pair(new Version(before), new Version(versions.next(before)), random);
            if (isWireBreaking(pair.changes)) {
                assertThat(pair.hasWitness()).as("a witness of %s", pair).isTrue();
            } else {
                pair.assertUnderstandEachOther();
            }
        });
    }

    /**
     * Peers with different fingerprints may misunderstand each other, so the diff always says why they differ: by a
     * change that breaks the wire, or by one whose rule explains why it does not.
     */
    @TestFactory
    Stream<DynamicTest> aChangedFingerprintIsExplained() {
        return SeededTests.tests(PAIRS_OF_MODELS, random -> {
            RandomVersions versions = new RandomVersions(random);
            PdlSketch before = versions.protocol();
            PdlSketch after = versions.next(before);
            Protocol old = CompiledProtocol.generate(before.pdl()).protocol();
            Protocol now = CompiledProtocol.generate(after.pdl()).protocol();
            List<Change> changes = ProtocolDiff.compare(old, now);
            if (now.fingerprint() != old.fingerprint()) {
                assertThat(changes)
                        .as(() -> told(before, after, changes))
                        .anyMatch(change -> change.category() == Category.WIRE || OTHER_BYTES.contains(change.rule()));
            }
        });
    }

    /** A change that breaks the wire changes the fingerprint. A change that keeps all bytes does not. */
    @TestFactory
    Stream<DynamicTest> theFingerprintAgrees() {
        return SeededTests.tests(PAIRS_OF_MODELS, random -> {
            RandomVersions versions = new RandomVersions(random);
            PdlSketch before = versions.protocol();
            PdlSketch after = versions.next(before);
            Protocol old = CompiledProtocol.generate(before.pdl()).protocol();
            Protocol now = CompiledProtocol.generate(after.pdl()).protocol();
            List<Change> changes = ProtocolDiff.compare(old, now);
            boolean sameBytes = !isWireBreaking(changes)
                    && changes.stream().noneMatch(change -> OTHER_BYTES.contains(change.rule()));
            boolean otherBytes = changes.size() == 1 && isWireBreaking(changes) && !isOfNamesAlone(changes.get(0));
            if (sameBytes || otherBytes) {
                assertThat(now.fingerprint() == old.fingerprint())
                        .as(() -> told(before, after, changes))
                        .isEqualTo(sameBytes);
            }
            assertThat(ProtocolDiff.compare(old, old)).isEmpty();
        });
    }

    /** Names are not on the wire, so two members of the same type that were swapped cannot be detected. */
    private static boolean isOfNamesAlone(Change change) {
        return change.rule() == Rule.MEMBER_MOVED;
    }

    private static boolean isWireBreaking(List<Change> changes) {
        return changes.stream().anyMatch(change -> change.category() == Category.WIRE);
    }

    private static String told(PdlSketch before, PdlSketch after, List<Change> changes) {
        return before.pdl() + after.pdl() + DiffText.format(changes);
    }

    /** A protocol with its generated and compiled code. */
    private record Version(PdlSketch pdl, CompiledProtocol code, SemanticView meaning) {
        Version(PdlSketch pdl) {
            this(pdl, CompiledProtocol.of(pdl.pdl()), new SemanticView(pdl));
        }

        Packet random(PdlSketch.Packet packet, Random random) {
            PacketType type = code.packet(packet.name);
            return new Values(code)
                    .packet(type, RandomValues.of(type.body(), random).asReceived());
        }

        Optional<PdlSketch.Packet> packet(int id) {
            return pdl.packets().stream().filter(it -> it.id == id).findFirst();
        }

        /** Reads a packet; empty if the bytes are malformed. */
        Optional<Packet> read(PdlSketch.Packet packet, byte[] bytes) {
            try {
                return Optional.of(code.read(code.packet(packet.name), bytes));
            } catch (MalformedPacketException malformed) {
                return Optional.empty();
            }
        }

        Set<Side> receivers(PdlSketch.Packet packet) {
            return Arrays.stream(Side.values())
                    .filter(side -> code.packet(packet.name).direction().isReceivedBy(side))
                    .collect(Collectors.toSet());
        }
    }

    private static final class Pair {
        private final Version before;
        private final Version after;
        private final Random random;
        private final List<Change> changes;

        Pair(Version before, Version after, Random random) {
            this.before = before;
            this.after = after;
            this.random = random;
            this.changes = ProtocolDiff.compare(before.code.model(), after.code.model());
        }

        void assertUnderstandEachOther() {
            for (PdlSketch.Packet type : before.pdl.packets()) {
                PdlSketch.Packet same = after.packet(type.id).orElseThrow();
                assertThat(same.identity).isEqualTo(type.identity);
                for (int i = 0; i < PACKETS_OF_EACH_TYPE; i++) {
                    Packet old = before.random(type, random);
                    assertThat(isUnderstood(before, type, old, after))
                            .as(() -> "old " + old + " in new code\n" + this)
                            .isTrue();
                    Packet young = after.random(same, random);
                    assertThat(isUnderstood(after, same, young, before))
                            .as(() -> "new " + young + " in old code\n" + this)
                            .isTrue();
                    assertThat(hasAnotherDefault(type, old.toBytes()))
                            .as(() -> "the beginning of old " + old + " in both codes\n" + this)
                            .isFalse();
                    boolean refused = readsWhatItDoesNotWrite() && refusesWhatWasRead(type, old.toBytes());
                    assertThat(refused).as(() -> "like " + old + "\n" + this).isFalse();
                }
            }
        }

        /** Old peers accept any bytes after their last member, but in the new version these bytes are a member. */
        private boolean readsWhatItDoesNotWrite() {
            return changes.stream()
                    .noneMatch(change -> change.rule() == Rule.MEMBER_APPENDED_LATER
                            || change.rule() == Rule.MEMBER_APPENDED_TOO_EARLY);
        }

        boolean hasWitness() {
            return isMisunderstood(before, after)
                    || isMisunderstood(after, before)
                    || hasRefused()
                    || hasOtherDefaults();
        }

        private boolean isMisunderstood(Version writer, Version reader) {
            return writer.pdl.packets().stream()
                    .filter(type -> isKnown(before, type))
                    .anyMatch(type -> Stream.generate(() -> writer.random(type, random))
                            .limit(PACKETS_FOR_A_WITNESS)
                            .anyMatch(packet -> !isUnderstood(writer, type, packet, reader)));
        }

        /** Returns whether a version has a packet. New packets cannot be sent to old peers. */
        private static boolean isKnown(Version version, PdlSketch.Packet type) {
            return version.pdl.packets().stream().anyMatch(it -> it.identity == type.identity);
        }

        private boolean hasRefused() {
            return before.pdl.packets().stream()
                    .anyMatch(type -> Stream.generate(() -> before.random(type, random))
                            .limit(PACKETS_OF_EACH_TYPE)
                            .anyMatch(packet -> refusesWhatWasRead(type, packet.toBytes())));
        }

        private boolean hasOtherDefaults() {
            return before.pdl.packets().stream()
                    .anyMatch(type -> Stream.generate(() -> before.random(type, random))
                            .limit(PACKETS_OF_EACH_TYPE)
                            .anyMatch(packet -> hasAnotherDefault(type, packet.toBytes())));
        }

        /**
         * Returns whether a packet of a still older peer, which lacks the last members of an old packet, has other values
         * in the new version than in the old one.
         */
        private boolean hasAnotherDefault(PdlSketch.Packet type, byte[] bytes) {
            Optional<PdlSketch.Packet> same = after.packet(type.id).filter(it -> it.identity == type.identity);
            return same.isPresent()
                    && IntStream.range(Packet.HEADER_SIZE, bytes.length)
                            .mapToObj(length -> HostileBytes.withSize(Arrays.copyOf(bytes, length)))
                            .anyMatch(shorter -> before.read(type, shorter)
                                    .flatMap(old -> after.read(same.get(), shorter)
                                            .filter(young -> !after.meaning.isUnderstood(
                                                    before.meaning.of(type, old), after.meaning.of(same.get(), young))))
                                    .isPresent());
        }

        /**
         * If only new peers send a packet to a side, old peers of that side do not receive it, as if they did not have
         * it.
         */
        private boolean isUnderstood(Version writer, PdlSketch.Packet type, Packet packet, Version reader) {
            Optional<PdlSketch.Packet> same = reader.packet(type.id).filter(it -> it.identity == type.identity);
            if (same.isEmpty()) {
                return false;
            }
            Map<String, Object> written = writer.meaning.of(type, packet);
            boolean isReceived =
                    !writer.equals(before) || reader.receivers(same.get()).containsAll(writer.receivers(type));
            return isReceived
                    && reader.read(same.get(), packet.toBytes())
                            .filter(read -> reader.meaning.isUnderstood(written, reader.meaning.of(same.get(), read)))
                            .isPresent();
        }

        /** Returns whether new code refuses bytes that are similar to a packet and that old code reads. */
        private boolean refusesWhatWasRead(PdlSketch.Packet type, byte[] bytes) {
            Optional<PdlSketch.Packet> same = after.packet(type.id);
            return same.isPresent()
                    && near(bytes)
                            .anyMatch(changed -> before.read(type, changed).isPresent()
                                    && after.read(same.get(), changed).isEmpty());
        }

        private Stream<byte[]> near(byte[] bytes) {
            Stream<byte[]> prefixes = random.ints(20, Packet.HEADER_SIZE, bytes.length + 1)
                    .mapToObj(length -> HostileBytes.withSize(Arrays.copyOf(bytes, length)));
            Stream<byte[]> others = random.ints(
                            bytes.length > Packet.HEADER_SIZE ? 40 : 0,
                            Packet.HEADER_SIZE,
                            Math.max(bytes.length, Packet.HEADER_SIZE + 1))
                    .mapToObj(i -> {
                        byte[] changed = bytes.clone();
                        changed[i] ^= (byte) (1 + random.nextInt(255));
                        return changed;
                    });
            return Stream.concat(prefixes, others);
        }

        @Override
        public String toString() {
            return told(before.pdl, after.pdl, changes);
        }
    }
}
