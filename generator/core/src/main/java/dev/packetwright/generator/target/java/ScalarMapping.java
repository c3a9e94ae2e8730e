package dev.packetwright.generator.target.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.packetwright.generator.model.Range;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.generator.model.Traits;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A number or a truth value. */
record ScalarMapping(ScalarType scalar) implements FixedValueMapping {
    @Override
    public TypeName type() {
        return switch (scalar) {
            case BOOL -> TypeName.BOOLEAN;
            case SBYTE -> TypeName.BYTE;
            case SHORT -> TypeName.SHORT;
            case BYTE, USHORT, INT -> TypeName.INT;
            case UINT, LONG, ULONG -> TypeName.LONG;
            case FLOAT -> TypeName.FLOAT;
            case DOUBLE -> TypeName.DOUBLE;
        };
    }

    /** The end of the method names of reader and writer: {@code Int} in {@code readInt} and {@code writeInt}. */
    String method() {
        return switch (scalar) {
            case BOOL -> "Bool";
            case BYTE -> "Byte";
            case SBYTE -> "SByte";
            case SHORT -> "Short";
            case USHORT -> "UShort";
            case INT -> "Int";
            case UINT -> "UInt";
            case LONG, ULONG -> "Long";
            case FLOAT -> "Float";
            case DOUBLE -> "Double";
        };
    }

    /** Java has no null for a number, and the box in an {@code Optional} is never null. */
    @Override
    public Optional<CodeBlock> nullCheck(String value, String path) {
        return Optional.empty();
    }

    @Override
    public List<CodeBlock> checks(String value, String path, Traits traits) {
        if (bounds(traits).isPresent()) {
            Range range = bounds(traits).get();
            return List.of(CodeBlock.of(
                    "$T.$L($L, $L, $L, $S)",
                    RuntimeTypes.PACKET_MEMBERS,
                    scalar == ScalarType.ULONG ? "requireUnsignedRange" : "requireRange",
                    value,
                    literal(range.min()),
                    literal(range.max()),
                    path));
        }
        return switch (scalar) {
            case BYTE, USHORT, UINT ->
                List.of(CodeBlock.of("$T.require$L($L, $S)", RuntimeTypes.PACKET_MEMBERS, method(), value, path));
            default -> List.of();
        };
    }

    /** The range of a member, if its type has numbers outside of it. */
    private Optional<Range> bounds(Traits traits) {
        return traits.range()
                .filter(range -> !scalar.isInteger()
                        || range.min().compareTo(scalar.min()) > 0
                        || range.max().compareTo(scalar.max()) < 0);
    }

    @Override
    public CodeBlock addSize(String size, String value, String path) {
        return CodeBlock.of("$T.add($L, $L, $S)", RuntimeTypes.PACKET_SIZE, size, scalar.minSize(), path);
    }

    @Override
    public CodeBlock write(String out, String value, Locals locals) {
        return CodeBlock.of("$L.write$L($L);\n", out, method(), value);
    }

    @Override
    public CodeBlock read(String in, String path, Traits traits) {
        CodeBlock read = CodeBlock.of("$L.read$L($S)", in, method(), path);
        return checked(in, in + ".position()", read, path, traits);
    }

    @Override
    public int size() {
        return scalar.minSize();
    }

    @Override
    public CodeBlock put(String out, String at, String value) {
        String method = switch (scalar) {
            case SBYTE -> "Byte";
            case USHORT -> "Short";
            default -> method();
        };
        return CodeBlock.of("$L", out + ".put" + method + "(" + at + ", " + value + ");\n");
    }

    @Override
    public CodeBlock get(String in, String at, String path, Traits traits) {
        CodeBlock read = CodeBlock.of("$L", in + ".get" + method() + "(" + at + ")");
        return checked(in, at, read, path, traits);
    }

    /** The position is an argument before the value, so that generated code evaluates it before it reads the value. */
    private CodeBlock checked(String in, String at, CodeBlock read, String path, Traits traits) {
        if (bounds(traits).isEmpty()) {
            return read;
        }
        Range range = bounds(traits).get();
        CodeBlock checked = CodeBlock.of(
                "$L.$L($L, $L, $L, $L, $S)",
                in,
                scalar == ScalarType.ULONG ? "checkUnsignedRange" : "checkRange",
                at,
                read,
                literal(range.min()),
                literal(range.max()),
                path);
        boolean narrower = scalar == ScalarType.SBYTE || scalar == ScalarType.SHORT;
        return narrower ? CodeBlock.of("($T) $L", type(), checked) : checked;
    }

    @Override
    public CodeBlock defaultValue(Traits traits) {
        if (scalar == ScalarType.BOOL) {
            return CodeBlock.of("false");
        }
        boolean narrower = scalar == ScalarType.SBYTE || scalar == ScalarType.SHORT;
        CodeBlock literal = literal(traits.defaultNumber());
        return narrower ? CodeBlock.of("($T) $L", type(), literal) : literal;
    }

    /** A literal in Java of the type that the checks take. */
    CodeBlock literal(BigDecimal number) {
        return switch (scalar) {
            case FLOAT -> CodeBlock.of("$LF", number.floatValue());
            case DOUBLE -> CodeBlock.of("$LD", number.doubleValue());
            case UINT, LONG, ULONG -> CodeBlock.of("$LL", number.longValue());
            default -> CodeBlock.of("$L", number.intValue());
        };
    }

    @Override
    public String values() {
        return switch (scalar) {
            case BYTE -> "0 to 255";
            case USHORT -> "0 to 65,535";
            case UINT -> "0 to 4,294,967,295";
            case ULONG -> "64 bits without a sign, see Long.toUnsignedString";
            default -> "";
        };
    }
}
