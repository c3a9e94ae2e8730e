package dev.packetwright.generator.resolve;

import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.lock.IdLock;
import dev.packetwright.generator.model.Direction;
import dev.packetwright.generator.model.Name;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.Role;
import dev.packetwright.generator.model.StringType;
import dev.packetwright.generator.model.Traits;
import dev.packetwright.generator.pdl.PdlFile;
import dev.packetwright.generator.pdl.PdlFile.Attribute;
import dev.packetwright.generator.pdl.PdlFile.Attributes;
import dev.packetwright.generator.resolve.MemberResolver.Context;
import dev.packetwright.generator.resolve.MemberResolver.Context.Owner;
import dev.packetwright.generator.resolve.MemberResolver.Encodings;
import dev.packetwright.generator.source.Place;
import dev.packetwright.generator.source.SourceText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * Resolves PDL elements to the model: gives each member a type, and each packet an id and a direction.
 *
 * <p>Elements that cannot be resolved are reported and left out. The rest is still resolved, so that one run finds all
 * mistakes.
 */
public final class Resolver {
    /** The namespace of protocols that name none. */
    public static final String DEFAULT_NAMESPACE = "packets";

    private final Diagnostics diagnostics;
    private final Namespaces namespaces;
    private final IdLock lock;
    private final AttributeReader reader;
    private final List<PdlFile> files;
    private final TypeTable types;
    private final TraitsResolver traits;
    private final MemberResolver members;
    private final int version;
    private final Map<SourceText, StringType> encodings = new HashMap<>();

    private Resolver(List<PdlFile> files, Namespaces namespaces, IdLock lock, Diagnostics diagnostics) {
        this.namespaces = namespaces;
        this.lock = lock;
        this.diagnostics = diagnostics;
        this.reader = new AttributeReader(diagnostics);
        this.files = files;
        this.types = new TypeTable(this::struct, diagnostics);
        this.version = versionOf(files);
        this.traits = new TraitsResolver(reader, version);
        this.members = new MemberResolver(types, traits, diagnostics);
        files.forEach(file -> encodings.put(file.root().place().source(), Encodings.ofFile(file.attributes(), reader)));
    }

    /**
     * Resolves the files of one protocol as if they were one file. Ids continue from one file to the next.
     *
     * @param namespaces the sources of the namespace
     * @param lock the ids of all packets so far
     */
    public static Protocol resolve(List<PdlFile> files, Namespaces namespaces, IdLock lock, Diagnostics diagnostics) {
        String namespace = namespaces
                .given()
                .or(() -> namespaceOf(namespaces.files(), namespaces.allowed(), diagnostics))
                .orElse(namespaces.otherwise());
        namespaces.elsewhere().values().stream()
                .filter(name -> !namespaces.allowed().test(name.value()))
                .forEach(name -> refuseNamespace(name, diagnostics));
        return new Resolver(files, namespaces, lock, diagnostics).protocol(namespace);
    }

    /**
     * The sources of a protocol's namespace.
     *
     * @param given the namespace that the user gave; it takes precedence over the files
     * @param files the files that can name the namespace
     * @param otherwise the namespace if neither the user nor the files name one
     * @param allowed accepts the namespaces that code can be generated into
     * @param elsewhere the files whose code is in another namespace, each with the attribute that says so
     */
    public record Namespaces(
            Optional<String> given,
            List<PdlFile> files,
            String otherwise,
            Predicate<String> allowed,
            Map<SourceText, Attribute> elsewhere) {
        public Namespaces {
            files = List.copyOf(files);
            elsewhere = Map.copyOf(elsewhere);
        }
    }

    private static Optional<String> namespaceOf(
            List<PdlFile> files, Predicate<String> allowed, Diagnostics diagnostics) {
        String first = null;
        for (PdlFile file : files) {
            if (file.attributes().get("package").isEmpty()) {
                continue;
            }
            Attribute given = file.attributes().get("package").get();
            if (!allowed.test(given.value())) {
                refuseNamespace(given, diagnostics);
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

    private static void refuseNamespace(Attribute given, Diagnostics diagnostics) {
        diagnostics.report(
                DiagnosticCode.INVALID_PACKAGE,
                given.place(),
                "'" + given.value() + "' cannot be the package of generated code",
                "a package consists of names with dots between them: com.example.chat");
    }

    /** The greatest version that a file names. An imported file can be older than the protocol. */
    private int versionOf(List<PdlFile> written) {
        return written.stream()
                .mapToInt(file -> reader.integer(file.attributes(), "version", 1, TraitsResolver.MAX_VERSION)
                        .orElse(1))
                .max()
                .orElse(1);
    }

    /** The greatest oldest version that a file names: below it, peers lack something that a file takes for granted. */
    private int oldestVersion() {
        int oldest = Traits.FIRST_VERSION;
        for (PdlFile file : files) {
            OptionalInt given = reader.integer(
                    file.attributes(), "oldestVersion", Traits.FIRST_VERSION, TraitsResolver.MAX_VERSION);
            if (given.orElse(oldest) > version) {
                reader.refuse(
                        file.attributes().get("oldestVersion").orElseThrow(),
                        "the protocol's version is " + version + ", and the oldest version cannot be later");
            } else {
                oldest = Math.max(oldest, given.orElse(oldest));
            }
        }
        return oldest;
    }

    private Protocol protocol(String namespace) {
        List<RecordType> structs = new ArrayList<>();
        List<PacketType> packets = new ArrayList<>();
        files.forEach(file -> CourseWarnings.report(file, diagnostics));
        declareEnums();
        List<Attribute> structNames = declareStructs();
        for (Attribute name : structNames) {
            types.find(name, new Context(Owner.STRUCT, StringType.UTF_16))
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
        if (!diagnostics.hasErrors()) {
            Directions.noteBothWays(files, diagnostics);
        }
        Map<SourceText, String> elsewhere = new HashMap<>();
        namespaces.elsewhere().forEach((source, name) -> elsewhere.put(source, name.value()));
        List<Place> roots = files.stream().map(file -> file.root().place()).toList();
        return new Protocol(namespace, version, oldestVersion(), roots, types.enums(), structs, packets, elsewhere);
    }

    private void declareEnums() {
        EnumResolver enums = new EnumResolver(diagnostics);
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
        return new RecordType(
                new Name(name.value(), name.place()),
                RecordType.Scope.PROTOCOL,
                members.body(written.members(), context(written.tag(), Owner.STRUCT)),
                written.tag().comment());
    }

    private Context context(PdlFile.Tag tag, Owner owner) {
        return new Context(owner, encodings.getOrDefault(tag.place().source(), StringType.UTF_16));
    }

    private Optional<PacketType> packet(PdlFile.Packet packet, int id) {
        Optional<Attribute> given = reader.name(packet.tag(), packet.attributes());
        var body = members.body(packet.members(), context(packet.tag(), Owner.PACKET));
        Optional<Direction> from = packet.attributes().get("from").flatMap(this::direction);
        Optional<Role> role = packet.attributes().get("role").flatMap(this::role);
        int since = traits.since(packet.attributes());
        return given.map(name -> new PacketType(
                id,
                new Name(name.value(), name.place()),
                from.orElseGet(() -> Direction.byPrefix(name.value())),
                role,
                body,
                since,
                packet.attributes().get("deprecated").map(Attribute::value),
                packet.tag().comment()));
    }

    private Optional<Direction> direction(Attribute from) {
        Direction direction = Directions.FROM.get(from.value());
        if (direction == null) {
            reader.refuse(from, "it must be \"client\", \"server\" or \"both\"");
        }
        return Optional.ofNullable(direction);
    }

    private Optional<Role> role(Attribute given) {
        Optional<Role> role = Arrays.stream(Role.values())
                .filter(known -> known.pdlName().equals(given.value()))
                .findFirst();
        if (role.isEmpty()) {
            reader.refuse(given, "it must be \"handshake\", \"ping\" or \"pong\"");
        }
        return role;
    }
}
