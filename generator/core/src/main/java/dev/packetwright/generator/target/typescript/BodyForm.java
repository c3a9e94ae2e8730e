package dev.packetwright.generator.target.typescript;

import dev.packetwright.generator.layout.BodyLayout;
import dev.packetwright.generator.layout.Encoding;
import dev.packetwright.generator.layout.MemberLayout;
import dev.packetwright.generator.layout.Presence;
import dev.packetwright.generator.layout.RecordLayout;
import dev.packetwright.generator.layout.Slot;
import dev.packetwright.generator.layout.Step;
import dev.packetwright.generator.model.LengthUnit;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.Traits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Emits what packets, structs and elements have in common: their members, and the code that reads and writes them. */
final class BodyForm {
    private final ModuleParts module;
    private final BodyNames names;
    private final BodyLayout layout;
    private final String prefix;
    private final List<Part> parts = new ArrayList<>();

    /** A member with its name and form in TypeScript. */
    private record Part(MemberLayout layout, String name, Form form) {
        Presence presence() {
            return layout.presence();
        }

        String pdlName() {
            return layout.member().name().pdl();
        }

        /** The value that a member has in a packet of a peer that lacks it. */
        String absent() {
            return presence().isOptional() ? "undefined" : form.initial();
        }
    }

    /**
     * @param prefix what goes before the members in error messages: nothing in a packet, else names with dots behind them
     */
    BodyForm(ModuleParts module, BodyNames names, BodyLayout layout, String prefix) {
        this.module = module;
        this.names = names;
        this.layout = layout;
        this.prefix = prefix;
        for (int i = 0; i < layout.members().size(); i++) {
            MemberLayout member = layout.members().get(i);
            Forms forms = new Forms(module, names, member.member().traits());
            parts.add(new Part(member, names.members().get(i), member.encoding().accept(forms)));
        }
    }

    /** Emits the interfaces of a struct or of elements, and adds the functions that read and write them. */
    static void emitRecord(ModuleParts module, BodyNames names, RecordLayout layout, String prefix, CodeWriter out) {
        BodyForm body = new BodyForm(module, names, layout.body(), prefix);
        body.elements(out);
        out.doc(TypeScriptText.lines(layout.type().doc().orElse("")));
        out.open("export interface " + names.type());
        body.members(out);
        out.close();
        out.blank();
        body.addFunctions();
    }

    /** Emits the interfaces of elements. */
    void elements(CodeWriter out) {
        for (Part part : parts) {
            elementOf(part)
                    .ifPresent(element ->
                            emitRecord(module, names.element(element.type()), element, path(part) + ".", out));
        }
    }

    /** The type that the elements of a list have for themselves. */
    private static Optional<RecordLayout> elementOf(Part part) {
        if (part.layout().encoding() instanceof Encoding.ElementList list) {
            RecordLayout layout = list.element() instanceof Encoding.Struct struct
                    ? struct.layout()
                    : list.element() instanceof Encoding.FixedStruct struct ? struct.layout() : null;
            return Optional.ofNullable(layout).filter(record -> !record.type().isStruct());
        }
        return Optional.empty();
    }

    /** Emits the members of the interface. */
    void members(CodeWriter out) {
        for (Part part : parts) {
            out.doc(doc(part));
            String type = part.form().type();
            out.line(
                    part.presence().isOptional()
                            ? part.name() + "?: " + type + " | undefined;"
                            : part.name() + ": " + type + ";");
        }
    }

    private static List<String> doc(Part part) {
        Member member = part.layout().member();
        Traits traits = member.traits();
        List<String> lines = new ArrayList<>(TypeScriptText.lines(member.doc().orElse("")));
        List<String> facts = new ArrayList<>();
        if (part.presence().isLater()) {
            facts.add("Since version " + part.presence().since() + ".");
        }
        if (part.layout().encoding() instanceof Encoding.EmptyList) {
            facts.add("The number of elements, which have no bytes.");
        }
        traits.range()
                .ifPresent(range -> facts.add(
                        range.min().toPlainString() + " to " + range.max().toPlainString() + "."));
        traits.maxLength()
                .ifPresent(most ->
                        facts.add("At most " + LengthUnit.of(member.type()).count(most) + "."));
        if (!facts.isEmpty()) {
            lines.add(String.join(" ", facts));
        }
        deprecated(traits.deprecated(), lines);
        return lines;
    }

    /** Adds the tag for the reason not to use something any more. */
    static void deprecated(Optional<String> reason, List<String> lines) {
        reason.ifPresent(why -> lines.add(("@deprecated " + TypeScriptText.tagText(why)).strip()));
    }

    private String path(Part part) {
        return prefix + part.pdlName();
    }

    /** The value of a struct in a packet of a peer that lacks it. */
    String initial() {
        return parts.isEmpty()
                ? "{}"
                : parts.stream()
                        .map(part -> part.name() + ": " + part.absent())
                        .collect(Collectors.joining(", ", "{ ", " }"));
    }

    private void addFunctions() {
        Declarations all = module.declarations();
        String type = names.type();
        layout.inPlace()
                .ifPresentOrElse(
                        block -> {
                            String get = module.function("get", type);
                            String put = module.function("put", type);
                            all.add(get, out -> getter(get, block, out));
                            all.add(put, out -> putter(put, block, out));
                        },
                        () -> {
                            String read = module.function("read", type);
                            String write = module.function("write", type);
                            all.add(read, out -> {
                                out.open("function " + read + "(): " + type);
                                read(Optional.empty(), out);
                                out.close();
                            });
                            all.add(write, out -> {
                                out.open("function " + write + "(value: " + type + ", member: string): void");
                                out.line("checkObject(value, member);");
                                write("value", out);
                                out.close();
                            });
                        });
    }

    private void getter(String name, Step.Block block, CodeWriter out) {
        out.open("function " + name + "(at: number): " + names.type());
        out.open("return");
        for (Slot slot : block.slots()) {
            Part part = partOf(slot.member());
            out.line(part.name() + ": " + get(part, "at", slot) + ",");
        }
        out.close(";");
        out.close();
    }

    private void putter(String name, Step.Block block, CodeWriter out) {
        out.open("function " + name + "(at: number, value: " + names.type() + ", member: string): void");
        out.line("checkObject(value, member);");
        block.slots().forEach(slot -> put("at", slot, "value", out));
        out.close();
    }

    private Part partOf(Member member) {
        return parts.stream()
                .filter(part -> part.layout().member().equals(member))
                .findFirst()
                .orElseThrow();
    }

    private String get(Part part, String at, Slot slot) {
        return ((FixedForm) part.form()).get(place(at, slot), path(part));
    }

    private void put(String at, Slot slot, String source, CodeWriter out) {
        Part part = partOf(slot.member());
        out.line(((FixedForm) part.form()).put(place(at, slot), source + "." + part.name(), path(part)) + ";");
    }

    private static String place(String at, Slot slot) {
        return slot.offset() == 0 ? at : at + " + " + slot.offset();
    }

    /**
     * Emits the statements that read the members and return them. Members that can be refused are read at once, so that
     * the first error is reported; the others of a block are read where the object is made.
     */
    void read(Optional<String> tag, CodeWriter out) {
        List<String> members = new ArrayList<>();
        tag.ifPresent(type -> members.add(BodyNames.TAG + ": " + TypeScriptText.literal(type)));
        int blocks = 0;
        for (Step step : layout.steps()) {
            if (step instanceof Step.Block block) {
                blocks++;
                readBlock(block, blocks == 1 ? "at" : "at" + blocks, members, out);
            } else {
                readSingle(((Step.Single) step).member(), members, out);
            }
        }
        if (members.size() <= 1) {
            out.line(members.isEmpty() ? "return {};" : "return { " + members.get(0) + " };");
            return;
        }
        out.open("return");
        members.forEach(member -> out.line(member + ","));
        out.close(";");
    }

    private void readBlock(Step.Block block, String at, List<String> members, CodeWriter out) {
        Slot first = block.slots().get(0);
        if (block.slots().size() == 1) {
            Part part = partOf(first.member());
            FixedForm form = (FixedForm) part.form();
            constant(part, form.read(path(part)), members, out);
            return;
        }
        out.line("const " + at + " = " + taken(block) + ";");
        for (Slot slot : block.slots()) {
            Part part = partOf(slot.member());
            if (((FixedForm) part.form()).refuses()) {
                constant(part, get(part, at, slot), members, out);
            } else {
                members.add(part.name() + ": " + get(part, at, slot));
            }
        }
    }

    private String taken(Step.Block block) {
        String leaves =
                block.leaves().map(leaf -> leaf.pathName() + ":" + leaf.size()).collect(Collectors.joining(" "));
        return "takeAll(" + block.size() + ", " + Form.quoted(leaves)
                + (prefix.isEmpty() ? "" : ", " + Form.quoted(prefix)) + ")";
    }

    private void readSingle(MemberLayout member, List<String> members, CodeWriter out) {
        Part part = partOf(member.member());
        String value = part.form().read(path(part));
        constant(
                part,
                part.presence().isAlways() ? value : presence(part) + " ? " + value + " : " + part.absent(),
                members,
                out);
    }

    private String presence(Part part) {
        String flag = "bool(take(1, " + Form.quoted(path(part)) + "))";
        if (!part.presence().isLater()) {
            return flag;
        }
        return part.presence().isOptional() ? "!isAtEnd() && " + flag : "!isAtEnd()";
    }

    private void constant(Part part, String value, List<String> members, CodeWriter out) {
        String local = module.names().local(part.name());
        out.line("const " + local + " = " + value + ";");
        members.add(local.equals(part.name()) ? local : part.name() + ": " + local);
    }

    /** Emits the statements that write the members of an object. */
    void write(String source, CodeWriter out) {
        int blocks = 0;
        for (Step step : layout.steps()) {
            if (step instanceof Step.Block block) {
                blocks++;
                writeBlock(block, blocks == 1 ? "at" : "at" + blocks, source, out);
            } else {
                writeSingle(((Step.Single) step).member(), source, out);
            }
        }
    }

    private void writeBlock(Step.Block block, String at, String source, CodeWriter out) {
        Part first = partOf(block.slots().get(0).member());
        if (block.slots().size() == 1) {
            out.line(first.form().write(source + "." + first.name(), path(first)) + ";");
            return;
        }
        out.line("const " + at + " = reserve(" + block.size() + ", " + Form.quoted(path(first)) + ");");
        block.slots().forEach(slot -> put(at, slot, source, out));
    }

    private void writeSingle(MemberLayout member, String source, CodeWriter out) {
        Part part = partOf(member.member());
        String value = source + "." + part.name();
        if (!part.presence().isOptional()) {
            out.line(part.form().write(value, path(part)) + ";");
            return;
        }
        out.line("writePresence(" + value + ", " + Form.quoted(path(part)) + ");");
        out.open("if (" + value + " !== undefined)");
        out.line(part.form().write(value, path(part)) + ";");
        out.close();
    }
}
