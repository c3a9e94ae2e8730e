package dev.packetwright.generator.target.java;

import com.palantir.javapoet.CodeBlock;
import dev.packetwright.generator.layout.Slot;
import dev.packetwright.generator.layout.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The code for a block of members: one bounds check, and then each member at its place.
 *
 * @param owner the path of the body
 * @param layout the layout of the block
 * @param members the members of the block
 */
record FixedBlock(String owner, Step.Block layout, List<JavaMember> members) {
    FixedBlock {
        members = List.copyOf(members);
    }

    /** An expression that checks that the block is whole, and returns its place. */
    CodeBlock take(String in) {
        String names =
                layout.leaves().map(leaf -> leaf.pathName() + ":" + leaf.size()).collect(Collectors.joining(" "));
        return CodeBlock.of("$L.take($L, $S, $S)", in, layout.size(), owner, names);
    }

    /** The places of the members. */
    List<String> places(String at) {
        return layout.slots().stream().map(slot -> place(at, slot.offset())).toList();
    }

    /** Statements that write all members. */
    CodeBlock put(String out, String at) {
        CodeBlock.Builder code = CodeBlock.builder();
        for (int i = 0; i < members.size(); i++) {
            Slot slot = layout.slots().get(i);
            code.add(fixed(i).put(out, place(at, slot.offset()), members.get(i).name()));
        }
        return code.build();
    }

    /** Expressions that read the members. */
    List<CodeBlock> get(String in, String at) {
        List<CodeBlock> values = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            JavaMember member = members.get(i);
            String place = place(at, layout.slots().get(i).offset());
            values.add(fixed(i).get(in, place, member.path(), member.member().traits()));
        }
        return values;
    }

    private FixedMapping fixed(int index) {
        return members.get(index).fixed().orElseThrow();
    }

    static String place(String at, int offset) {
        return offset == 0 ? at : at + " + " + offset;
    }
}
