package dev.packetwright.generator.target.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.RecordType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * The part that all records have in common, be they packets, structs or elements of lists: components with their checks,
 * size, writing, reading, a builder where there are many of them, and the records of lists within.
 */
final class BodyEmitter {
    private final ClassName self;
    private final String path;
    private final Body body;
    private final Scope scope;
    private final int buildersFrom;
    private final List<MemberForm> members = new ArrayList<>();
    private final List<Run> runs;
    private final Set<String> components = new HashSet<>();

    /**
     * @param self the record
     * @param path the names in the PDL that lead to it: {@code S_Info.skill}
     * @param scope what code around it can see
     * @param buildersFrom from how many members on a record has a builder
     */
    BodyEmitter(ClassName self, String path, Body body, Scope scope, int buildersFrom) {
        this.self = self;
        this.path = path;
        this.body = body;
        this.buildersFrom = buildersFrom;
        Set<String> classes = new HashSet<>(Set.of(self.simpleName()));
        elements().forEach(element -> classes.add(scope.names().record(element.type())));
        this.scope = scope.with(classes);
        Forms forms = new Forms(self, this.scope);
        for (Member member : body.members()) {
            String name = scope.names().member(member);
            components.add(name);
            members.add(forms.of(member, "read" + capitalized(name), path));
        }
        this.runs = Run.of(path, members);
    }

    private static String capitalized(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private record Element(Member list, RecordType type) {}

    private Stream<Element> elements() {
        return body.members().stream()
                .flatMap(member -> member.elementRecord().map(type -> new Element(member, type)).stream());
    }

    /** Components and constructor. The methods are for the caller to place. */
    void addComponents(TypeSpec.Builder record) {
        MethodSpec.Builder components = MethodSpec.constructorBuilder();
        CodeBlock.Builder checks = CodeBlock.builder();
        for (MemberForm member : members) {
            components.addParameter(
                    ParameterSpec.builder(member.type(), member.name()).build());
            checks.add(member.checks(locals()));
            if (!member.doc().isEmpty()) {
                record.addJavadoc("\n@param $L $L", member.name(), member.doc());
            }
        }
        record.recordConstructor(components.build());
        if (!checks.isEmpty()) {
            record.addMethod(MethodSpec.compactConstructorBuilder()
                    .addModifiers(Modifier.PUBLIC)
                    .addCode(checks.build())
                    .build());
        }
    }

    /** The accessors that say more, the methods that read structs and lists, a readable {@code toString}, the builder, and the records of elements. */
    void addRest(TypeSpec.Builder record) {
        for (MemberForm member : members) {
            member.member().traits().deprecated().ifPresent(why -> record.addMethod(deprecatedAccessor(member, why)));
        }
        membersReadOneByOne()
                .flatMap(member ->
                        member.form().readMethod(member.path(), member.member().traits(), locals()).stream())
                .forEach(record::addMethod);
        if (members.stream().anyMatch(BodyEmitter::needsCare)) {
            record.addMethod(describe());
        }
        if (members.size() >= buildersFrom) {
            new BuilderEmitter(self, members).add(record);
        }
        elements().forEach(element -> record.addType(element(element)));
    }

    /** An annotation on the component itself would not reach the accessor. */
    private static MethodSpec deprecatedAccessor(MemberForm member, String why) {
        String name = member.name();
        return MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PUBLIC)
                .addAnnotation(Override.class)
                .addAnnotation(Deprecated.class)
                .addJavadoc("@return $L\n@deprecated $L\n", member.doc(), JavaText.javadoc(why))
                .returns(member.type())
                .addStatement("return $L", name)
                .build();
    }

    private Stream<MemberForm> membersReadOneByOne() {
        return runs.stream().filter(run -> !run.sharesCheck()).flatMap(run -> run.members().stream());
    }

    private TypeSpec element(Element element) {
        ClassName name = self.nestedClass(scope.names().record(element.type()));
        BodyEmitter inner = new BodyEmitter(
                name, path + "." + element.list().name().pdl(), element.type().body(), scope, buildersFrom);
        TypeSpec.Builder record = TypeSpec.recordBuilder(name.simpleName())
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(
                        "An element of {@link $T#$L}.\n", self, scope.names().member(element.list()));
        inner.addComponents(record);
        inner.elementMethods().forEach(record::addMethod);
        inner.addRest(record);
        return record.build();
    }

    /** The method that adds up the size, from what comes before the members. */
    MethodSpec size(int before) {
        int fixed = before
                + body.members().stream()
                        .filter(member ->
                                member.isFixedSize() || member.traits().isOptional())
                        .mapToInt(Member::minSize)
                        .sum();
        return MethodSpec.methodBuilder("encodedSize")
                .returns(TypeName.INT)
                .addCode(sum(fixed))
                .build();
    }

    private CodeBlock sum(int fixed) {
        Locals locals = locals();
        String size = locals.take("size");
        String soFar = String.valueOf(fixed);
        CodeBlock.Builder code = CodeBlock.builder();
        for (Iterator<MemberForm> rest =
                        members.stream().filter(MemberForm::hasVariableSize).iterator();
                rest.hasNext(); ) {
            MemberForm member = rest.next();
            String declaration = soFar.equals(size) ? "" : "int ";
            if (member.member().traits().isOptional()) {
                if (!soFar.equals(size)) {
                    code.addStatement("int $L = $L", size, soFar);
                }
                code.add(member.addIfPresent(size, locals));
            } else {
                CodeBlock elements = member.addElements(size, locals);
                if (!rest.hasNext() && elements.isEmpty()) {
                    return code.addStatement("return $L", member.addSize(soFar)).build();
                }
                code.addStatement("$L$L = $L", declaration, size, member.addSize(soFar))
                        .add(elements);
            }
            soFar = size;
        }
        return code.addStatement("return $L", soFar).build();
    }

    /**
     * What a part of packets has beside its components: its size, how to write and read it; and where that is always of one
     * size, how to do so in the middle of a run of members.
     */
    List<MethodSpec> partMethods() {
        Run whole = new Run(path, members);
        return isPlaced(whole)
                ? List.of(size(0), writeWhole(whole), put(whole), readWhole(whole), get(whole))
                : List.of(size(0), isMeasured() ? writeMeasured() : write(), read());
    }

    /** The same of an element, whose list alone uses it: one that has its place in a run needs nothing else. */
    private List<MethodSpec> elementMethods() {
        Run whole = new Run(path, members);
        return isPlaced(whole) ? List.of(put(whole), get(whole)) : partMethods();
    }

    /** Whether the size is known without going through lists. */
    private boolean isMeasured() {
        return !body.isEmpty() && members.stream().allMatch(MemberForm::isMeasured);
    }

    /** Makes room for all members at once. */
    private MethodSpec writeMeasured() {
        Locals locals = locals();
        String out = locals.take("out");
        String at = locals.take("at");
        MethodSpec.Builder method = writeMethod(out).addStatement("int $L = $L.reserve(encodedSize())", at, out);
        int offset = 0;
        for (MemberForm member : members) {
            String place = Run.place(at, offset);
            String value = member.name();
            if (member.fixed().isPresent()) {
                method.addCode(member.fixed().get().put(out, place, value));
                offset += member.fixed().get().size();
                continue;
            }
            boolean isLast = member.equals(members.get(members.size() - 1));
            CodeBlock put = member.form().putVariable(out, place, value).orElseThrow();
            method.addStatement("$L$L", isLast ? "" : at + " = ", put);
            offset = 0;
        }
        return method.build();
    }

    private static boolean isPlaced(Run whole) {
        return whole.hasFixedSize() && whole.refusesNothing();
    }

    private MethodSpec writeWhole(Run whole) {
        String out = locals().take("out");
        return writeMethod(out)
                .addStatement("put($1L, $1L.reserve($2L))", out, whole.size())
                .build();
    }

    private MethodSpec put(Run whole) {
        Locals locals = locals();
        String out = locals.take("out");
        String at = locals.take("at");
        return MethodSpec.methodBuilder("put")
                .addParameter(RuntimeTypes.PACKET_WRITER, out)
                .addParameter(TypeName.INT, at)
                .addCode(whole.put(out, at))
                .build();
    }

    private MethodSpec readWhole(Run whole) {
        String in = new Locals(scope::hasClass).take("in");
        return readMethod("read", in)
                .addStatement("return get($L, $L)", in, whole.take(in))
                .build();
    }

    private MethodSpec get(Run whole) {
        Locals locals = new Locals(scope::hasClass);
        String in = locals.take("in");
        String at = locals.take("at");
        return readMethod("get", in)
                .addParameter(TypeName.INT, at)
                .addStatement("return new $T($L)", self, lines(whole.get(in, at)))
                .build();
    }

    /** The method that writes the members. */
    MethodSpec write() {
        Locals locals = locals();
        String out = locals.take("out");
        String at = runs.stream().anyMatch(Run::sharesCheck) ? locals.take("at") : "";
        MethodSpec.Builder method = writeMethod(out);
        String declaration = "int ";
        for (Run run : runs) {
            if (run.sharesCheck()) {
                method.addStatement("$L$L = $L.reserve($L)", declaration, at, out, run.size())
                        .addCode(run.put(out, at));
                declaration = "";
            } else {
                run.members().forEach(member -> method.addCode(member.write(out, locals)));
            }
        }
        return method.build();
    }

    private static MethodSpec.Builder writeMethod(String out) {
        return MethodSpec.methodBuilder("write").addParameter(RuntimeTypes.PACKET_WRITER, out);
    }

    /** The method that reads the members and makes the record. */
    MethodSpec read() {
        Locals locals = new Locals(scope::hasClass);
        String in = locals.take("in");
        MethodSpec.Builder method = readMethod("read", in);
        List<String> values = new ArrayList<>();
        members.forEach(member -> values.add(locals.take(member.name())));
        String at = locals.take("at");
        String declaration = "int ";
        Iterator<String> names = values.iterator();
        for (Run run : runs) {
            List<CodeBlock> reads;
            if (run.sharesCheck()) {
                method.addStatement("$L$L = $L", declaration, at, run.take(in));
                declaration = "";
                reads = run.get(in, at);
            } else {
                reads = run.members().stream().map(member -> member.read(in)).toList();
            }
            for (int i = 0; i < reads.size(); i++) {
                MemberForm member = run.members().get(i);
                method.addStatement("$T $L = $L", member.type(), names.next(), reads.get(i));
            }
        }
        return method.addStatement("return new $T($L)", self, String.join(", ", values))
                .build();
    }

    private MethodSpec.Builder readMethod(String name, String in) {
        return MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.STATIC)
                .returns(self)
                .addParameter(RuntimeTypes.PACKET_READER, in);
    }

    /** Arguments, each on a line of its own. */
    private static CodeBlock lines(List<CodeBlock> arguments) {
        return CodeBlock.of("\n$L", CodeBlock.join(arguments, ",\n"));
    }

    /** What a record would show by itself is too much for what is not to be seen, and too long for some. */
    private static boolean needsCare(MemberForm member) {
        return member.form().isLongByItself() || member.member().traits().isRedacted();
    }

    private MethodSpec describe() {
        List<CodeBlock> parts = new ArrayList<>();
        for (MemberForm member : members) {
            String separator = (parts.isEmpty() ? "" : ", ") + member.name() + "=";
            member.shown().ifPresent(shown -> parts.add(CodeBlock.of("$S + $L", separator, shown)));
        }
        parts.add(0, CodeBlock.of("$S", self.simpleName() + "["));
        parts.add(CodeBlock.of("$S", "]"));
        return MethodSpec.methodBuilder("toString")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(String.class)
                .addStatement("return $L", CodeBlock.join(parts, "$W+ "))
                .build();
    }

    /** Names that hide neither a component nor a class. */
    private Locals locals() {
        return new Locals(name -> components.contains(name) || scope.hasClass(name));
    }
}
