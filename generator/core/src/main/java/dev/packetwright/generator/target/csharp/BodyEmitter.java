package dev.packetwright.generator.target.csharp;

import dev.packetwright.generator.layout.BodyLayout;
import dev.packetwright.generator.layout.Encoding;
import dev.packetwright.generator.layout.MemberLayout;
import dev.packetwright.generator.layout.Presence;
import dev.packetwright.generator.layout.RecordLayout;
import dev.packetwright.generator.model.LengthUnit;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.Traits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Emits what packets, structs and elements have in common: members, and the methods that read, write and show them. */
final class BodyEmitter {
    private final CSharpNames names;
    private final ClassNames classNames;
    private final BodyLayout layout;
    private final String path;
    private final CodeWriter out;
    private final List<Part> parts = new ArrayList<>();

    /** A member with its name and form in C#. */
    private record Part(MemberLayout layout, String name, Form form) {
        Member member() {
            return layout.member();
        }

        Presence presence() {
            return layout.presence();
        }

        /** The name by which a method refers to the member. */
        String reference() {
            return CSharpNames.member(name);
        }

        String type() {
            return form.type() + (presence().isOptional() && form.isValueType() ? "?" : "");
        }

        /** The value that a member has at first, and in a packet of a peer that lacks it. */
        String absent() {
            return presence().isOptional() ? "null" : form.initial();
        }

        boolean needsInitializer() {
            return !presence().isOptional() && !form.isDefaultOfType();
        }
    }

    /**
     * @param path what goes before the members in error messages: nothing in a packet, else names with dots behind them
     */
    BodyEmitter(CSharpNames names, ClassNames classNames, BodyLayout layout, String path, CodeWriter out) {
        this.names = names;
        this.classNames = classNames;
        this.layout = layout;
        this.path = path;
        this.out = out;
        for (int i = 0; i < layout.members().size(); i++) {
            MemberLayout member = layout.members().get(i);
            Forms forms = new Forms(names, classNames, member.member().traits());
            parts.add(new Part(
                    member, classNames.members().get(i), member.encoding().accept(forms)));
        }
    }

    /** Emits a class for a struct or for the elements of a list. */
    static void emitClass(CSharpNames names, ClassNames classNames, RecordLayout layout, String path, CodeWriter out) {
        out.doc(CSharpText.lines(layout.type().doc().orElse("")));
        out.open("public sealed partial class " + Identifiers.escaped(classNames.name()));
        BodyEmitter body = new BodyEmitter(names, classNames, layout.body(), path, out);
        body.members();
        out.doc(List.of("The size on the wire in bytes."));
        body.size(0);
        body.methods();
        out.close();
    }

    /** Emits the classes of elements and the members. */
    void members() {
        for (Part part : parts) {
            element(part).ifPresent(element -> {
                String list = part.member().name().pdl();
                emitClass(names, classNames.element(element.type()), element, path + list + ".", out);
                out.blank();
            });
        }
        boolean isFirst = true;
        for (Part part : parts) {
            List<String> doc = doc(part);
            if (!isFirst && !doc.isEmpty()) {
                out.blank();
            }
            member(part, doc);
            isFirst = false;
        }
        if (!parts.isEmpty()) {
            out.blank();
        }
    }

    /** The class that the elements of a list have for themselves. */
    private static Optional<RecordLayout> element(Part part) {
        if (part.layout().encoding() instanceof Encoding.ElementList list) {
            RecordLayout layout = list.element() instanceof Encoding.Struct struct
                    ? struct.layout()
                    : list.element() instanceof Encoding.FixedStruct struct ? struct.layout() : null;
            return Optional.ofNullable(layout).filter(record -> !record.type().isStruct());
        }
        return Optional.empty();
    }

    private void member(Part part, List<String> doc) {
        out.doc(doc);
        obsolete(part.member().traits().deprecated(), names, out);
        String initializer = part.needsInitializer() ? " = " + part.form().initial() : "";
        out.line("public " + part.type() + " " + Identifiers.escapedMember(part.name()) + initializer + ";");
    }

    /** Emits the attribute for the reason not to use something any more. */
    static void obsolete(Optional<String> reason, CSharpNames names, CodeWriter out) {
        reason.ifPresent(why -> out.line("[" + names.system("Obsolete") + "(" + CSharpText.literal(why) + ")]"));
    }

    private static List<String> doc(Part part) {
        Member member = part.member();
        Traits traits = member.traits();
        List<String> lines = new ArrayList<>(CSharpText.lines(member.doc().orElse("")));
        List<String> facts = new ArrayList<>();
        if (part.presence().isOptional()) {
            facts.add("Null if absent.");
        }
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
        return lines;
    }

    /**
     * Emits the property {@code Size}.
     *
     * @param header the number of bytes before the members
     */
    void size(int header) {
        int constant = header + layout.constantSize();
        List<Part> varying =
                parts.stream().filter(part -> part.layout().hasVariableSize()).toList();
        if (varying.isEmpty()) {
            out.line("public int Size { get { return " + constant + "; } }");
            return;
        }
        out.open("public int Size");
        out.open("get");
        out.line("int size = " + constant + ";");
        varying.forEach(this::size);
        out.line("return size;");
        out.close();
        out.close();
    }

    private void size(Part part) {
        if (part.presence().isOptional() && part.form().isValueType()) {
            out.open("if (" + part.reference() + " != null)");
            part.form().size(out, part.reference());
            out.close();
        } else {
            part.form().size(out, part.reference());
        }
    }

    /** Emits the methods that write, read and show the members. */
    void methods() {
        out.blank();
        out.open("internal void WriteMembers(ref PacketWriter writer)");
        parts.forEach(this::write);
        out.close();
        out.blank();
        out.open("internal void ReadMembers(ref PacketReader reader)");
        parts.forEach(this::read);
        out.close();
        out.blank();
        out.open("public override string ToString()");
        show();
        out.close();
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

    private void show() {
        String name = classNames.name();
        if (parts.isEmpty()) {
            out.line("return \"" + name + "\";");
            return;
        }
        String before = "return \"" + name + " { ";
        for (Part part : parts) {
            String label = part.name() + " = ";
            out.line(
                    part.member().traits().isRedacted()
                            ? before + label + "***\""
                            : before + label + "\" + " + part.form().shown(part.reference()));
            before = "    + \", ";
        }
        out.line("    + \" }\";");
    }
}
