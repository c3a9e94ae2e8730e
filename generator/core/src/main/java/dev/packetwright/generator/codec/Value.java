package dev.packetwright.generator.codec;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The value of a member. Immutable; two values are equal if their bits on the wire are equal. */
public sealed interface Value {
    /** A boolean. */
    record Bool(boolean value) implements Value {}

    /** An integer. */
    record Whole(BigInteger number) implements Value {}

    /** A {@code float} as its bits, so that each of the many NaN values is kept. */
    record Float32(int bits) implements Value {}

    /** A {@code double} as its bits. */
    record Float64(long bits) implements Value {}

    /** A string. */
    record Text(String text) implements Value {}

    /** A value of an enum, by its name in the PDL. */
    record Choice(String name) implements Value {}

    /** The elements of a list. */
    record Elements(List<Value> elements) implements Value {
        public Elements {
            elements = List.copyOf(elements);
        }
    }

    /**
     * The elements of a list whose type has no bytes, so that all are equal. A few bytes can ask for many of them, so
     * only their number is kept.
     */
    record Empties(int count) implements Value {}

    /** The members of a packet, a struct or a list's element: values by PDL name, in order. */
    record Members(Map<String, Value> values) implements Value {
        public Members {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /** The absence of an optional member. */
    enum Absent implements Value {
        ABSENT
    }

    /** Raw bytes. */
    final class Bytes implements Value {
        private final byte[] bytes;

        /** Takes a copy of the bytes. */
        public Bytes(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        /** Returns the number of bytes. */
        public int size() {
            return bytes.length;
        }

        /** Returns a copy of the bytes. */
        public byte[] toArray() {
            return bytes.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes same && Arrays.equals(bytes, same.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        /** Returns the bytes as hexadecimal digits. */
        @Override
        public String toString() {
            return HexFormat.of().formatHex(bytes);
        }
    }
}
