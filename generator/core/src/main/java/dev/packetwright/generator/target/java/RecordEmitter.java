package dev.packetwright.generator.target.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeSpec;
import dev.packetwright.generator.layout.BodyLayout;
import dev.packetwright.generator.layout.RecordLayout;
import dev.packetwright.generator.model.RecordType;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * The common part of all records, for packets, structs and elements of lists: the components with their checks; the
 * size, write and read methods; the builder of a record with many components; the nested records of elements.
 */
final class RecordEmitter {
    private final JavaBody body;
    private final MemberMethods methods;
    private final int buildersFrom;

    /**
     * @param self the record
     * @param path the names in the PDL that lead to it: {@code S_Info.skill}
     * @param scope the names that code around it can see
     * @param buildersFrom the number of members from which on a record has a builder
     */
    RecordEmitter(ClassName self, String path, BodyLayout layout, Scope scope, int buildersFrom) {
        Set<String> classes = new HashSet<>(Set.of(self.simpleName()));
        layout.body()
                .members()
                .forEach(member -> member.elementRecord()
                        .ifPresent(element -> classes.add(scope.names().record(element))));
        Scope within = scope.with(classes);
        TypeMappings mappings = new TypeMappings(self, within);
        List<JavaMember> members = layout.members().stream()
                .map(member -> mappings.of(
                        member, "read" + JavaMember.capitalized(scope.names().member(member.member())), path))
                .toList();
        this.body = new JavaBody(self, path, layout, members, within);
        this.methods = new MemberMethods(body);
        this.buildersFrom = buildersFrom;
    }

    /** Adds the components and the constructor. */
    void addComponents(TypeSpec.Builder record) {
        MethodSpec.Builder components = MethodSpec.constructorBuilder();
        CodeBlock.Builder checks = CodeBlock.builder();
        for (JavaMember member : body.members()) {
            components.addParameter(
                    ParameterSpec.builder(member.type(), member.name()).build());
            checks.add(methods.checks(member));
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

    /**
     * Adds deprecated accessors, the methods that read structs and lists, {@code toString}, the builder and nested
     * records.
     */
    void addRest(TypeSpec.Builder record) {
        for (JavaMember member : body.members()) {
            member.member().traits().deprecated().ifPresent(why -> record.addMethod(deprecatedAccessor(member, why)));
        }
        methods.called().forEach(record::addMethod);
        ReadMethods.ofMembers(body).forEach(record::addMethod);
        DescribeMethod.of(body).ifPresent(record::addMethod);
        WithMethods with = new WithMethods(body.self(), body.members());
        if (body.members().size() >= buildersFrom) {
            with.byBuilder().forEach(record::addMethod);
            new BuilderEmitter(body.self(), body.members()).add(record);
        } else {
            with.byConstructor().forEach(record::addMethod);
        }
        for (JavaMember member : body.members()) {
            elementsOf(member).forEach(element -> record.addType(element(member, element)));
        }
    }

    /** An annotation on the component itself would not reach the accessor. */
    private static MethodSpec deprecatedAccessor(JavaMember member, String why) {
        return MethodSpec.methodBuilder(member.name())
                .addModifiers(Modifier.PUBLIC)
                .addAnnotation(Override.class)
                .addAnnotation(Deprecated.class)
                .addJavadoc("@return $L\n@deprecated $L\n", member.doc(), JavaText.javadoc(why))
                .returns(member.type())
                .addStatement("return $L", member.name())
                .build();
    }

    /** The layout of the elements of a list, if their record is nested in this one. */
    private static Stream<RecordLayout> elementsOf(JavaMember member) {
        return member.mapping().nestedRecord().stream();
    }

    private TypeSpec element(JavaMember list, RecordLayout element) {
        ClassName name = body.self().nestedClass(body.scope().names().record(element.type()));
        RecordEmitter inner = new RecordEmitter(name, list.path(), element.body(), body.scope(), buildersFrom);
        TypeSpec.Builder record = TypeSpec.recordBuilder(name.simpleName())
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("An element of {@link $T#$L}.\n", body.self(), list.name());
        inner.addComponents(record);
        inner.elementMethods().forEach(record::addMethod);
        inner.redacted().ifPresent(record::addMethod);
        inner.addRest(record);
        return record.build();
    }

    /** The size method of a packet, which has a header before its members. */
    MethodSpec size(int header) {
        return SizeMethod.of(methods, header);
    }

    MethodSpec write() {
        return WriteMethods.stepByStep(methods);
    }

    MethodSpec read() {
        return ReadMethods.stepByStep(methods);
    }

    /**
     * The methods of a part of packets: size, write and read. If all bytes of its size are a valid value, also the
     * methods that write and read it in the middle of a block.
     */
    List<MethodSpec> partMethods() {
        MethodSpec size = SizeMethod.of(methods, 0);
        return body.inPlace()
                .map(block -> List.of(
                        size,
                        WriteMethods.whole(body, block),
                        WriteMethods.put(body, block),
                        ReadMethods.whole(body, block),
                        ReadMethods.get(body, block)))
                .orElseGet(() -> List.of(size, WriteMethods.ofPart(methods), ReadMethods.stepByStep(methods)));
    }

    /** The method that makes the default of a large struct; none for a small one. */
    Optional<MethodSpec> defaultMethod(RecordType struct) {
        return DefaultMethod.name(struct, body.scope().names())
                .map(name -> DefaultMethod.of(name, body.self(), body.members()));
    }

    /** The method that copies the record without its redacted members, if it has any. */
    Optional<MethodSpec> redacted() {
        return RedactedMethod.of(body);
    }

    /** The methods of an element. Only its list calls them, so an element that is read in place needs no others. */
    private List<MethodSpec> elementMethods() {
        return body.inPlace()
                .map(block -> List.of(WriteMethods.put(body, block), ReadMethods.get(body, block)))
                .orElseGet(this::partMethods);
    }
}
