package dev.packetwright.generator.target.java;

import com.palantir.javapoet.ClassName;
import dev.packetwright.generator.layout.BodyLayout;
import dev.packetwright.generator.layout.Step;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A body and its record in Java.
 *
 * @param self the record
 * @param path the names in the PDL that lead to the body: {@code S_Info.skill}
 * @param layout the layout of the body
 * @param members the members in their order
 * @param scope the names that code of the record can see
 */
record JavaBody(ClassName self, String path, BodyLayout layout, List<JavaMember> members, Scope scope) {
    JavaBody {
        members = List.copyOf(members);
    }

    /** The names of the components. */
    List<String> names() {
        return members.stream().map(JavaMember::name).toList();
    }

    /** Names that hide neither a component nor a class. */
    Locals locals() {
        Set<String> components = Set.copyOf(names());
        return new Locals(name -> components.contains(name) || scope.hasClass(name));
    }

    /** Names for static methods, which may hide a component. */
    Locals staticLocals() {
        return new Locals(scope::hasClass);
    }

    /** All members as one block, if they can be one. */
    Optional<FixedBlock> whole() {
        return layout.whole().map(block -> new FixedBlock(path, block, members));
    }

    /** All members as one block, if the record can be written and read in place. */
    Optional<FixedBlock> inPlace() {
        return layout.inPlace().map(block -> new FixedBlock(path, block, members));
    }

    /** The code for the two kinds of steps. */
    interface Steps {
        /** Adds the code for adjacent members of fixed size. */
        void block(FixedBlock block);

        /** Adds the code for a member with a step of its own. */
        void single(JavaMember member);
    }

    /** Whether some block has a bounds check that serves more than one number. */
    boolean hasSharedCheck() {
        return layout.steps().stream().anyMatch(JavaBody::sharesCheck);
    }

    private static boolean sharesCheck(Step step) {
        return step instanceof Step.Block block && block.sharesCheck();
    }

    /** Goes through the steps in the order of the wire. */
    void forEachStep(Steps code) {
        Iterator<JavaMember> rest = members.iterator();
        for (Step step : layout.steps()) {
            step.accept(new Step.Visitor<Runnable>() {
                        @Override
                        public Runnable block(Step.Block block) {
                            return () -> code.block(new FixedBlock(path, block, next(block, rest)));
                        }

                        @Override
                        public Runnable single(Step.Single single) {
                            return () -> code.single(rest.next());
                        }
                    })
                    .run();
        }
    }

    private static List<JavaMember> next(Step.Block block, Iterator<JavaMember> members) {
        return block.slots().stream().map(slot -> members.next()).toList();
    }
}
