package dev.packetwright.generator.target.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/**
 * The methods that point a view at its bytes and find its members.
 *
 * @param view the view
 * @param members its members
 */
record ViewFinders(ViewContext view, List<ViewMember> members) {
    private static final int MAX_IN_ONE_METHOD = 64;

    /** Points the view of a packet at a reader. */
    MethodSpec publicWrap() {
        return wrap().toBuilder()
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(
                        "Reads from where the reader stands, and as long as the reader is not pointed at another packet.\n\n")
                .addJavadoc("@return this view\n")
                .addJavadoc("@throws $T if a member is not whole\n", RuntimeTypes.MALFORMED_PACKET)
                .build();
    }

    /** Points the view at the bytes that a reader is at, and moves the reader behind them. */
    MethodSpec wrap() {
        MethodSpec.Builder method = method("wrap").addStatement("this.$1L = $1L", view.in());
        if (isLarge()) {
            parts().forEach(part -> method.addStatement("$L($L)", part.name(), view.in()));
        } else {
            members.forEach(member -> method.addCode(member.find()));
        }
        return method.addStatement("return this").build();
    }

    /** HotSpot does not compile methods of more than 8,000 bytes of bytecode; to find a member takes up to 40. */
    private boolean isLarge() {
        return members.size() > MAX_IN_ONE_METHOD;
    }

    /** The parts of {@link #wrap} in a large view; none in others. Getters have no parameter, so the names are free. */
    List<MethodSpec> parts() {
        List<MethodSpec> parts = new ArrayList<>();
        for (int from = 0; isLarge() && from < members.size(); from += MAX_IN_ONE_METHOD) {
            MethodSpec.Builder part = MethodSpec.methodBuilder("findFrom" + from)
                    .addModifiers(Modifier.PRIVATE)
                    .addParameter(RuntimeTypes.PACKET_READER, view.in());
            members.subList(from, Math.min(members.size(), from + MAX_IN_ONE_METHOD))
                    .forEach(member -> part.addCode(member.find()));
            parts.add(part.build());
        }
        return parts;
    }

    /** The same for a view that is one block. */
    MethodSpec wrapPlaced(ViewBlock block) {
        return method("wrap")
                .addStatement("return place($L, $L)", view.in(), block.take())
                .build();
    }

    /** Points a view that is one block at bytes that are known to be whole. */
    MethodSpec place(ViewBlock block) {
        return method("place")
                .addParameter(TypeName.INT, block.start().name())
                .addCode(pointAtReader())
                .addStatement("this.$1L = $1L", block.start().name())
                .addStatement("return this")
                .build();
    }

    /** Points the view at bytes that are known to be whole, and returns the position behind them. */
    MethodSpec placeAt() {
        String begin = view.variables().take("begin");
        MethodSpec.Builder method = MethodSpec.methodBuilder("placeAt")
                .addParameter(RuntimeTypes.PACKET_READER, view.in())
                .addParameter(TypeName.INT, begin)
                .returns(TypeName.INT)
                .addCode(pointAtReader());
        CodeBlock next = CodeBlock.of("$L", begin);
        for (ViewPosition position : members.stream()
                .map(ViewMember::position)
                .flatMap(Optional::stream)
                .toList()) {
            method.addCode(position.set(next));
            next = position.end();
        }
        return method.addStatement("return $L", next).build();
    }

    /** Takes everything that the view reads as missing. */
    MethodSpec clear() {
        MethodSpec.Builder method = method("clear").addStatement("this.$1L = $1L", view.in());
        members.forEach(member -> method.addCode(member.clear()));
        return method.addStatement("return this").build();
    }

    private MethodSpec.Builder method(String name) {
        return MethodSpec.methodBuilder(name)
                .addParameter(RuntimeTypes.PACKET_READER, view.in())
                .returns(view.self());
    }

    /** Elements are placed so often that it pays not to write the same reader again. */
    private CodeBlock pointAtReader() {
        return CodeBlock.builder()
                .beginControlFlow("if (this.$1L != $1L)", view.in())
                .addStatement("this.$1L = $1L", view.in())
                .endControlFlow()
                .build();
    }
}
