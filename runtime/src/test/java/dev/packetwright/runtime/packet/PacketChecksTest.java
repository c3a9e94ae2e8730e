package dev.packetwright.runtime.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Tests of the values that {@link PacketMembers} and {@link PacketSize} accept and refuse. */
class PacketChecksTest {
    @Test
    void numbersWithinTheirRangePass() {
        assertThat(PacketMembers.requireByte(0, "P.m")).isZero();
        assertThat(PacketMembers.requireByte(255, "P.m")).isEqualTo(255);
        assertThat(PacketMembers.requireUShort(65_535, "P.m")).isEqualTo(65_535);
        assertThat(PacketMembers.requireUInt(0xffff_ffffL, "P.m")).isEqualTo(4_294_967_295L);
    }

    @Test
    void otherNumbersAreRefusedByName() {
        assertRefused("P.m is -1; a byte holds 0 to 255", () -> PacketMembers.requireByte(-1, "P.m"));
        assertRefused("P.m is 256; a byte holds 0 to 255", () -> PacketMembers.requireByte(256, "P.m"));
        assertRefused("P.m is -1; a ushort holds 0 to 65535", () -> PacketMembers.requireUShort(-1, "P.m"));
        assertRefused("P.m is 65536; a ushort holds 0 to 65535", () -> PacketMembers.requireUShort(65_536, "P.m"));
        assertRefused("P.m is -1; a uint holds 0 to 4294967295", () -> PacketMembers.requireUInt(-1, "P.m"));
        assertRefused(
                "P.m is 4294967296; a uint holds 0 to 4294967295", () -> PacketMembers.requireUInt(1L << 32, "P.m"));
    }

    private static void assertRefused(String message, ThrowingCallable check) {
        assertThatThrownBy(check).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @Test
    void listsAreCopied() {
        List<String> elements = new ArrayList<>(List.of("a", "b"));
        List<String> copy = PacketMembers.copyOfList(elements, "P.m");
        elements.clear();
        assertThat(copy).containsExactly("a", "b");
        assertThat(PacketMembers.copyOfList(copy, "P.m")).isSameAs(copy);
        assertThatThrownBy(() -> PacketMembers.copyOfList(Arrays.asList("a", null), "P.m"))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("null in P.m");
    }

    @Test
    void sizesAddUp() {
        assertThat(PacketSize.add(4, 8, "P.m")).isEqualTo(12);
        assertThat(PacketSize.addString(4, "abc", "P.m")).isEqualTo(12);
        assertThat(PacketSize.addList(4, 3, 8, "P.m")).isEqualTo(30);
        assertThat(PacketSize.add(4, 65_531, "P.m")).isEqualTo(65_535);
    }

    @Test
    void whatDoesNotFitIsTooLarge() {
        assertTooLarge(65_536, () -> PacketSize.add(5, 65_531, "P.list.m"));
        assertTooLarge(65_536, () -> PacketSize.addString(4, "x".repeat(32_768), "P.list.m"));
        assertTooLarge(65_540, () -> PacketSize.addString(4, "x".repeat(32_767), "P.list.m"));
        assertTooLarge(65_536, () -> PacketSize.addList(4, 65_536, 0, "P.list.m"));
        assertTooLarge(6 + 65_535L * 65_535, () -> PacketSize.addList(4, 65_535, 65_535, "P.list.m"));
    }

    private static void assertTooLarge(long size, ThrowingCallable sum) {
        assertThatThrownBy(sum).isInstanceOfSatisfying(PacketTooLargeException.class, tooLarge -> {
            assertThat(tooLarge.packet()).isEqualTo("P");
            assertThat(tooLarge.member()).isEqualTo("list.m");
            assertThat(tooLarge.size()).isEqualTo(size);
        });
    }
}
