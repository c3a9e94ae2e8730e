package dev.packetwright.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.packetwright.generator.model.ScalarType;
import java.util.Optional;

/**
 * How a scalar looks in Java.
 *
 * @param type its Java type
 * @param method the end of the reader's and writer's methods: {@code Int} of {@code readInt} and {@code writeInt}
 * @param check the method of {@code PacketMembers} that a value must pass
 * @param values what values it can have, where its Java type can have more
 */
record ScalarJava(TypeName type, String method, Optional<String> check, String values) {

    static ScalarJava of(ScalarType type) {
        return switch (type) {
            case BOOL -> unchecked(TypeName.BOOLEAN, "Bool");
            case BYTE -> checked(TypeName.INT, "Byte", "0 to 255");
            case SBYTE -> unchecked(TypeName.BYTE, "SByte");
            case SHORT -> unchecked(TypeName.SHORT, "Short");
            case USHORT -> checked(TypeName.INT, "UShort", "0 to 65,535");
            case INT -> unchecked(TypeName.INT, "Int");
            case UINT -> checked(TypeName.LONG, "UInt", "0 to 4,294,967,295");
            case LONG -> unchecked(TypeName.LONG, "Long");
            case ULONG ->
                new ScalarJava(
                        TypeName.LONG, "Long", Optional.empty(), "64 bits without a sign, see Long.toUnsignedString");
            case FLOAT -> unchecked(TypeName.FLOAT, "Float");
            case DOUBLE -> unchecked(TypeName.DOUBLE, "Double");
            case STRING -> checked(ClassName.get(String.class), "String", "");
        };
    }

    private static ScalarJava unchecked(TypeName type, String method) {
        return new ScalarJava(type, method, Optional.empty(), "");
    }

    private static ScalarJava checked(TypeName type, String method, String values) {
        return new ScalarJava(type, method, Optional.of("require" + method), values);
    }
}
