package dev.packetwright.generator.target.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.packetwright.generator.model.StringType;
import dev.packetwright.generator.model.Traits;
import dev.packetwright.generator.model.WireFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Text. */
record StringMapping(StringType string) implements ValueMapping {
    @Override
    public TypeName type() {
        return ClassName.get(String.class);
    }

    private String method() {
        return string == StringType.UTF_16 ? "String" : "Utf8";
    }

    @Override
    public Optional<CodeBlock> nullCheck(String value, String path) {
        return Optional.of(CodeBlock.of("$T.requireString($L, $S)", RuntimeTypes.PACKET_MEMBERS, value, path));
    }

    @Override
    public List<CodeBlock> checks(String value, String path, Traits traits) {
        return Lengths.check("requireMaxUnits", value, path, traits);
    }

    @Override
    public CodeBlock addSize(String size, String value, String path) {
        return CodeBlock.of("$T.add$L($L, $L, $S)", RuntimeTypes.PACKET_SIZE, method(), size, value, path);
    }

    @Override
    public CodeBlock write(String out, String value, Locals locals) {
        return CodeBlock.of("$L.write$L($L);\n", out, method(), value);
    }

    /** The size of UTF-8 is not known before the text is encoded. */
    @Override
    public Optional<CodeBlock> putVariable(String out, String at, String value) {
        return string == StringType.UTF_16
                ? Optional.of(CodeBlock.of("$L.putString($L, $L)", out, at, value))
                : Optional.empty();
    }

    @Override
    public CodeBlock read(String in, String path, Traits traits) {
        return CodeBlock.of("$L.read$L($S$L)", in, method(), path, Lengths.bound(traits));
    }

    @Override
    public CodeBlock take(String in, String path, Traits traits) {
        return string == StringType.UTF_16
                ? CodeBlock.of("$L.takeString($S$L)", in, path, Lengths.bound(traits))
                : CodeBlock.of("$L.takeUtf8($S)", in, path);
    }

    @Override
    public CodeBlock end(String in, String at) {
        return CodeBlock.of("$L.end($L, 1)", in, at);
    }

    /** The length of UTF-8 on the wire is in bytes, so only this can check the bound on the length of the text. */
    @Override
    public CodeBlock get(String in, String at, String path, Traits traits) {
        return string == StringType.UTF_8 && traits.maxLength().isPresent()
                ? CodeBlock.of("$L.getUtf8($L, $S$L)", in, at, path, Lengths.bound(traits))
                : CodeBlock.of("$L.get$L($L)", in, method(), at);
    }

    @Override
    public CodeBlock defaultValue(Traits traits) {
        return CodeBlock.of("$S", "");
    }

    /** The code for bounds on lengths. */
    static final class Lengths {
        private Lengths() {}

        /**
         * The statement that checks a length, if it has a bound.
         *
         * @param method the method of {@code PacketMembers} that checks it
         * @param measured the value or its length, as the method takes it
         */
        static List<CodeBlock> check(String method, String measured, String path, Traits traits) {
            return traits.maxLength().stream()
                    .mapToObj(max ->
                            CodeBlock.of("$T.$L($L, $L, $S)", RuntimeTypes.PACKET_MEMBERS, method, measured, max, path))
                    .toList();
        }

        /** The last argument of a reader's method, which bounds the length; empty if the wire bounds it already. */
        static String bound(Traits traits) {
            return traits.maxLength().stream()
                    .filter(max -> max < WireFormat.MAX_COUNT)
                    .mapToObj(max -> ", " + max)
                    .collect(Collectors.joining());
        }
    }
}
