package dev.packetwright.generator.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A type that is one value. */
public enum ScalarType implements MemberType {
    BOOL(1),
    BYTE(1),
    SBYTE(1),
    SHORT(2),
    USHORT(2),
    INT(4),
    UINT(4),
    LONG(8),
    ULONG(8),
    FLOAT(4),
    DOUBLE(8),
    STRING(2);

    private final int minSize;

    ScalarType(int minSize) {
        this.minSize = minSize;
    }

    /** The type of that name in the PDL, in any case. */
    public static Optional<ScalarType> named(String pdlName) {
        String wanted = pdlName.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(type -> type.pdlName().equals(wanted))
                .findFirst();
    }

    /** The names of all of them in the PDL. */
    public static List<String> names() {
        return Arrays.stream(values()).map(ScalarType::pdlName).toList();
    }

    /** Its name in the PDL. */
    public String pdlName() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public int minSize() {
        return minSize;
    }

    @Override
    public boolean isFixedSize() {
        return this != STRING;
    }

    @Override
    public String wireForm() {
        return pdlName();
    }
}
