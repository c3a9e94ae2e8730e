package dev.packetwright.generator.resolve;

import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.lock.IdLock;
import dev.packetwright.generator.model.Direction;
import dev.packetwright.generator.model.Name;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.StringType;
import dev.packetwright.generator.naming.JavaNames;
import dev.packetwright.generator.pdl.PdlFile;
import dev.packetwright.generator.pdl.PdlFile.Attribute;
import dev.packetwright.generator.pdl.PdlFile.Attributes;
import dev.packetwright.generator.resolve.MemberResolver.Context;
import dev.packetwright.generator.resolve.MemberResolver.Context.Owner;
import dev.packetwright.generator.resolve.MemberResolver.Encodings;
import dev.packetwright.generator.source.Place;
import dev.packetwright.generator.source.SourceText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gives meaning to what is written: every member a type, every packet an id and a direction, everything a name in Java.
 *
 * <p>What has no meaning is reported and left out; the rest is resolved all the same, so that one run finds all
 * mistakes.
 */
public final class Resolver {
    /** The package of protocols that name none. */
    public static final String DEFAULT_PACKAGE = "packets";

    private final Diagnostics diagnostics;
    private final IdLock lock;
    private final AttributeReader reader;
    private final List<PdlFile> files;
    private final JavaNames names;
    private final TypeTable types;
    private final TraitsResolver traits;
    private final MemberResolver members;
    private final int version;
    private final Map<SourceText, StringType> encodings = new HashMap<>();

    private Resolver(List<PdlFile> files, String packageName, IdLock lock, Diagnostics diagnostics) {
        this.lock = lock;
        this.diagnostics = diagnostics;
        this.reader = new AttributeReader(diagnostics);
        this.files = files;
        this.names = new JavaNames(packageName, WrittenNames.of(files));
        this.types = new TypeTable(this::struct, diagnostics);
        this.version = versionOf(files);
        this.traits = new TraitsResolver(reader, version);
        this.members = new MemberResolver(names, types, traits, diagnostics);
        files.forEach(file -> encodings.put(file.root().place().source(), Encodings.ofFile(file.attributes(), reader)));
    }

    /**
     * Resolves the files of one protocol, as if they were one file: ids count on from one to the next.
     *
     * @param packageName the Java package, where the user gave one: it goes before what the files say
     * @param defaultPackage the Java package if neither the user nor the files name one
     * @param lock the ids that packets have had so far
     */
    public static Protocol resolve(
            List<PdlFile> files,
            Optional<String> packageName,
            String defaultPackage,
            IdLock lock,
            Diagnostics diagnostics) {
        String resolved = packageName.or(() -> packageOf(files, diagnostics)).orElse(defaultPackage);
        return new Resolver(files, resolved, lock, diagnostics).protocol(resolved);
    }

    private static Optional<String> packageOf(List<PdlFile> files, Diagnostics diagnostics) {
        String first = null;
        for (PdlFile file : files) {
            if (file.attributes().get("package").isEmpty()) {
                continue;
            }
            Attribute given = file.attributes().get("package").get();
            if (!JavaNames.isPackage(given.value())) {
                diagnostics.report(
                        DiagnosticCode.INVALID_PACKAGE,
                        given.place(),
                        "'" + given.value() + "' cannot be the package of generated code",
                        "a package is names with dots between them: com.example.chat");
            } else if (first == null) {
                first = given.value();
            } else if (!first.equals(given.value())) {
                diagnostics.report(
                        DiagnosticCode.INVALID_PACKAGE,
                        given.place(),
                        "the files of one protocol name different packages: '" + first + "' and '" + given.value()
                                + "'",
                        "name the same package in all files, or in one of them");
            }
        }
        return Optional.ofNullable(first);
    }

    /** The greatest version that a file names: a file that is imported may be older than the protocol. */
    private int versionOf(List<PdlFile> written) {
        return written.stream()
                .mapToInt(file -> reader.integer(file.attributes(), "version", 1, TraitsResolver.MAX_VERSION)
                        .orElse(1))
                .max()
                .orElse(1);
    }

    private Protocol protocol(String packageName) {
        List<RecordType> structs = new ArrayList<>();
        List<PacketType> packets = new ArrayList<>();
        files.forEach(file -> CourseWarnings.report(file, diagnostics));
        declareEnums();
        List<Attribute> structNames = declareStructs();
        for (Attribute name : structNames) {
            types.find(name.value(), name.place(), StringType.UTF_16)
                    .filter(RecordType.class::isInstance)
                    .ifPresent(struct -> structs.add((RecordType) struct));
        }
        IdAssignment ids = new IdAssignment(reader, lock, diagnostics);
        for (PdlFile file : files) {
            ids.begin(file);
            for (PdlFile.Packet packet : file.packets()) {
                packet(packet, ids.idOf(packet)).ifPresent(packets::add);
            }
        }
        packets.sort(Comparator.comparingInt(PacketType::id));
        List<Place> roots = files.stream().map(file -> file.root().place()).toList();
        return new Protocol(packageName, version, roots, types.enums(), structs, packets);
    }

    private void declareEnums() {
        EnumResolver enums = new EnumResolver(names, diagnostics);
        DeclaredNames declared = new DeclaredNames("enum", diagnostics);
        for (PdlFile file : files) {
            for (PdlFile.Enumeration written : file.enums()) {
                typeName(written.tag(), written.attributes(), declared)
                        .flatMap(name -> enums.resolve(written, name))
                        .ifPresent(types::add);
            }
        }
    }

    private List<Attribute> declareStructs() {
        DeclaredNames declared = new DeclaredNames("struct", diagnostics);
        List<Attribute> structNames = new ArrayList<>();
        for (PdlFile file : files) {
            for (PdlFile.Struct written : file.structs()) {
                typeName(written.tag(), written.attributes(), declared).ifPresent(name -> {
                    types.add(name.value(), written);
                    structNames.add(name);
                });
            }
        }
        return structNames;
    }

    private Optional<Attribute> typeName(PdlFile.Tag tag, Attributes attributes, DeclaredNames declared) {
        Optional<Attribute> name = reader.name(tag, attributes);
        if (name.isPresent() && TypeTable.isBuiltIn(name.get().value())) {
            reader.refuse(name.get(), "that is a type of the language; choose another name");
            return Optional.empty();
        }
        return name.filter(declared::isNew);
    }

    private RecordType struct(PdlFile.Struct written) {
        Attribute name = written.attributes().get("name").orElseThrow();
        String java = names.type(name.value());
        return new RecordType(
                new Name(name.value(), java, name.place()),
                RecordType.Scope.PACKAGE,
                members.body(written.members(), context(written.tag(), Owner.STRUCT, java)),
                written.tag().comment());
    }

    private Context context(PdlFile.Tag tag, Owner owner, String java) {
        return new Context(owner, encodings.getOrDefault(tag.place().source(), StringType.UTF_16), Set.of(java));
    }

    private Optional<PacketType> packet(PdlFile.Packet packet, int id) {
        Optional<Attribute> given = reader.name(packet.tag(), packet.attributes());
        String java = given.map(name -> names.type(name.value())).orElse("");
        var body = members.body(packet.members(), context(packet.tag(), Owner.PACKET, java));
        Optional<Direction> from = packet.attributes().get("from").flatMap(this::direction);
        int since = traits.since(packet.attributes());
        return given.map(name -> new PacketType(
                id,
                new Name(name.value(), java, name.place()),
                from.orElseGet(() -> Directions.byPrefix(name.value())),
                body,
                since,
                packet.attributes().get("deprecated").map(Attribute::value),
                packet.tag().comment()));
    }

    private Optional<Direction> direction(Attribute from) {
        Direction direction = Directions.FROM.get(from.value());
        if (direction == null) {
            reader.refuse(from, "it is \"client\", \"server\" or \"both\"");
        }
        return Optional.ofNullable(direction);
    }
}
