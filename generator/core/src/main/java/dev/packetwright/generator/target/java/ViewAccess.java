package dev.packetwright.generator.target.java;

import com.palantir.javapoet.CodeBlock;
import dev.packetwright.generator.model.StringType;
import dev.packetwright.generator.model.Traits;
import dev.packetwright.generator.target.java.StringMapping.Lengths;

/** How a value is passed over and read later, where it is. */
final class ViewAccess {
    private ViewAccess() {}

    /** An expression that passes over the value of a member, and tells its place. */
    static CodeBlock take(JavaMember member, String in) {
        return take(member, member.mapping(), Lengths.bound(member.member().traits()), in);
    }

    /** An expression that passes over an element of a list, and tells its place. */
    static CodeBlock takeElement(JavaMember list, TypeMapping element, String in) {
        return take(list, element, "", in);
    }

    private static CodeBlock take(JavaMember member, TypeMapping mapping, String bound, String in) {
        if (mapping instanceof StringMapping text) {
            return text.string() == StringType.UTF_16
                    ? CodeBlock.of("$L.takeString($S$L)", in, member.path(), bound)
                    : CodeBlock.of("$L.takeUtf8($S)", in, member.path());
        } else if (mapping instanceof BytesMapping) {
            return CodeBlock.of("$L.takeBytes($S$L)", in, member.path(), bound);
        } else if (mapping instanceof ScalarListMapping list) {
            return CodeBlock.of("$L.takeList($L, $S$L)", in, list.element().size(), member.path(), bound);
        }
        return CodeBlock.of("$L.take($L, $S)", in, mapping.fixed().orElseThrow().size(), member.path());
    }

    /** An expression for where a value ends that begins with a length or a count. */
    static CodeBlock end(TypeMapping mapping, String in, String place) {
        int elementSize =
                mapping instanceof ScalarListMapping list ? list.element().size() : 1;
        return CodeBlock.of("$L.end($L, $L)", in, place, elementSize);
    }

    /** An expression that reads the value of a member at its place. */
    static CodeBlock get(JavaMember member, String in, String place) {
        if (member.mapping() instanceof StringMapping text && text.string() == StringType.UTF_8) {
            Traits traits = member.member().traits();
            return traits.maxLength().isPresent()
                    ? CodeBlock.of("$L.getUtf8($L, $S$L)", in, place, member.path(), Lengths.bound(traits))
                    : CodeBlock.of("$L.getUtf8($L)", in, place);
        }
        return member.mapping()
                .fixed()
                .map(fixed ->
                        fixed.get(in, place, member.path(), member.member().traits()))
                .orElseGet(() -> getElement(member, member.mapping(), in, place));
    }

    /** An expression that reads an element of a list at its place. */
    static CodeBlock getElement(JavaMember list, TypeMapping element, String in, String place) {
        if (element instanceof StringMapping text) {
            return text.string() == StringType.UTF_16
                    ? CodeBlock.of("$L.getString($L)", in, place)
                    : CodeBlock.of("$L.getUtf8($L)", in, place);
        } else if (element instanceof BytesMapping) {
            return CodeBlock.of("$L.getBytes($L)", in, place);
        }
        return element.fixed().orElseThrow().get(in, place, list.path(), Traits.NONE);
    }
}
