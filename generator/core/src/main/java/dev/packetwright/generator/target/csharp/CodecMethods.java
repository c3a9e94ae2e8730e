package dev.packetwright.generator.target.csharp;

import dev.packetwright.generator.layout.Slot;
import dev.packetwright.generator.layout.Step;
import java.util.Iterator;
import java.util.List;

/** Emits the methods that write and read the members of a class. */
final class CodecMethods {
    private final List<Part> parts;
    private final String path;
    private final CodeWriter out;

    /** @param path what goes before the members in error messages */
    CodecMethods(List<Part> parts, String path, CodeWriter out) {
        this.parts = List.copyOf(parts);
        this.path = path;
        this.out = out;
    }

    /** How the statements of a method look. */
    private interface Direction {
        /** The local variable that takes the bytes. */
        String helper();

        /** Emits a member that takes its own bytes. */
        void member(Part part);

        /** Emits a member whose bytes have been taken. */
        void memberAt(Part part, String place);
    }

    private final class Writing implements Direction {
        @Override
        public String helper() {
            return "writer";
        }

        @Override
        public void member(Part part) {
            write(part);
        }

        @Override
        public void memberAt(Part part, String place) {
            part.fixed().writeAt(out, part.reference(), place, path(part));
        }
    }

    private final class Reading implements Direction {
        @Override
        public String helper() {
            return "reader";
        }

        @Override
        public void member(Part part) {
            read(part);
        }

        @Override
        public void memberAt(Part part, String place) {
            part.fixed().readAt(out, part.reference(), place);
        }
    }

    /** Emits the statements of a method, step by step. */
    private final class Steps implements Step.Visitor<Void> {
        private final Direction direction;
        private final Iterator<Part> left = parts.iterator();
        private String declaration = "int ";

        Steps(Direction direction) {
            this.direction = direction;
        }

        /** The last member of a block may refuse its value. It has a check of its own, which names it. */
        @Override
        public Void block(Step.Block block) {
            int all = block.slots().size();
            boolean isLastApart = block.slots().get(all - 1).encoding().refuses();
            inOneCheck(block.slots().subList(0, isLastApart ? all - 1 : all));
            if (isLastApart) {
                direction.member(left.next());
            }
            return null;
        }

        private void inOneCheck(List<Slot> slots) {
            if (slots.size() == 1) {
                direction.member(left.next());
            } else if (!slots.isEmpty()) {
                out.line(declaration + "at = " + direction.helper() + ".TakeBlock(" + TakenBlock.arguments(slots, path)
                        + ");");
                declaration = "";
                slots.forEach(slot -> direction.memberAt(left.next(), TakenBlock.place("at", slot.offset())));
            }
        }

        @Override
        public Void single(Step.Single single) {
            direction.member(left.next());
            return null;
        }
    }

    /** Emits methods that check the bounds themselves, once for each step. */
    void stepByStep(List<Step> steps) {
        out.open("internal void WriteMembers(ref PacketWriter writer)");
        stepByStep(steps, new Writing());
        out.close();
        out.blank();
        out.open("internal void ReadMembers(ref PacketReader reader)");
        stepByStep(steps, new Reading());
        out.close();
    }

    private void stepByStep(List<Step> steps, Direction direction) {
        Steps statements = new Steps(direction);
        steps.forEach(step -> step.accept(statements));
    }

    /** Emits methods for a place whose bounds are checked before. */
    void inPlace(Step.Block block) {
        out.open("internal void WriteAt(ref PacketWriter writer, int at)");
        inPlace(block, new Writing());
        out.close();
        out.blank();
        out.open("internal void ReadAt(ref PacketReader reader, int at)");
        inPlace(block, new Reading());
        out.close();
    }

    private void inPlace(Step.Block block, Direction direction) {
        for (int i = 0; i < parts.size(); i++) {
            direction.memberAt(
                    parts.get(i), TakenBlock.place("at", block.slots().get(i).offset()));
        }
    }

    private String path(Part part) {
        return "\"" + path + part.member().name().pdl() + "\"";
    }

    private void write(Part part) {
        String reference = part.reference();
        if (!part.presence().isOptional()) {
            part.form().write(out, reference, path(part));
            return;
        }
        out.line("writer.WriteBool(" + path(part) + ", " + reference + " != null);");
        out.open("if (" + reference + " != null)");
        part.form().write(out, reference + (part.form().isValueType() ? ".Value" : ""), path(part));
        out.close();
    }

    private void read(Part part) {
        if (part.presence().isAlways()) {
            part.form().read(out, part.reference(), path(part));
            return;
        }
        out.open("if (" + presence(part) + ")");
        part.form().read(out, part.reference(), path(part));
        out.close();
        out.block("else", part.reference() + " = " + part.absent() + ";");
    }

    private String presence(Part part) {
        String flag = "reader.ReadBool(" + path(part) + ")";
        if (!part.presence().isLater()) {
            return flag;
        }
        return part.presence().isOptional() ? "!reader.IsAtEnd && " + flag : "!reader.IsAtEnd";
    }
}
