package dev.packetwright.generator.target.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.packetwright.generator.model.Traits;
import dev.packetwright.generator.target.java.StringMapping.Lengths;
import java.util.List;
import java.util.Optional;

/** Raw bytes. */
record BytesMapping() implements ValueMapping {
    @Override
    public TypeName type() {
        return RuntimeTypes.BYTES;
    }

    @Override
    public List<CodeBlock> checks(String value, String path, Traits traits) {
        return Lengths.check("requireMaxBytes", value, path, traits);
    }

    @Override
    public CodeBlock addSize(String size, String value, String path) {
        return CodeBlock.of("$T.addBytes($L, $L.size(), $S)", RuntimeTypes.PACKET_SIZE, size, value, path);
    }

    @Override
    public CodeBlock write(String out, String value, Locals locals) {
        return CodeBlock.of("$L.writeBytes($L);\n", out, value);
    }

    @Override
    public Optional<CodeBlock> putVariable(String out, String at, String value) {
        return Optional.of(CodeBlock.of("$L.putBytes($L, $L)", out, at, value));
    }

    @Override
    public CodeBlock read(String in, String path, Traits traits) {
        return CodeBlock.of("$L.readBytes($S$L)", in, path, Lengths.bound(traits));
    }

    @Override
    public CodeBlock take(String in, String path, Traits traits) {
        return CodeBlock.of("$L.takeBytes($S$L)", in, path, Lengths.bound(traits));
    }

    @Override
    public CodeBlock end(String in, String at) {
        return CodeBlock.of("$L.end($L, 1)", in, at);
    }

    @Override
    public CodeBlock get(String in, String at, String path, Traits traits) {
        return CodeBlock.of("$L.getBytes($L)", in, at);
    }

    @Override
    public CodeBlock defaultValue(Traits traits) {
        return CodeBlock.of("$T.EMPTY", RuntimeTypes.BYTES);
    }
}
