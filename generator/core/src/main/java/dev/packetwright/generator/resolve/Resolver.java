package dev.packetwright.generator.resolve;

import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.diagnostic.Suggestion;
import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.Direction;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.Name;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.generator.naming.JavaNames;
import dev.packetwright.generator.naming.PdlNames;
import dev.packetwright.generator.pdl.PdlFile;
import dev.packetwright.generator.pdl.PdlFile.Attribute;
import dev.packetwright.generator.pdl.PdlFile.Tag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Gives meaning to what is written: every member a type, every packet an id and a direction, everything a name in Java.
 *
 * <p>What has no meaning is reported and left out; the rest is resolved all the same, so that one run finds all
 * mistakes.
 */
public final class Resolver {
    /** The package of protocols that name none. */
    public static final String DEFAULT_PACKAGE = "packets";

    private static final String PACKET = "packet";
    private static final String LIST = "list";

    private static final String DID_YOU_MEAN = "did you mean '%s'?";
    private static final String TYPE_IS_ELEMENT = "the type is the element's name: <int name=\"hp\"/>";
    private static final String LIST_OF_BYTES =
            "write the bytes as a list: <list name=\"data\"><byte name=\"value\"/></list>";

    /** What people write in the place of our types, and what we say to it. */
    private static final Map<String, String> MEANT = Map.ofEntries(
            Map.entry("boolean", DID_YOU_MEAN.formatted("bool")),
            Map.entry("char", DID_YOU_MEAN.formatted("ushort")),
            Map.entry("int8", DID_YOU_MEAN.formatted("sbyte")),
            Map.entry("uint8", DID_YOU_MEAN.formatted("byte")),
            Map.entry("int16", DID_YOU_MEAN.formatted("short")),
            Map.entry("uint16", DID_YOU_MEAN.formatted("ushort")),
            Map.entry("int32", DID_YOU_MEAN.formatted("int")),
            Map.entry("integer", DID_YOU_MEAN.formatted("int")),
            Map.entry("uint32", DID_YOU_MEAN.formatted("uint")),
            Map.entry("int64", DID_YOU_MEAN.formatted("long")),
            Map.entry("uint64", DID_YOU_MEAN.formatted("ulong")),
            Map.entry("single", DID_YOU_MEAN.formatted("float")),
            Map.entry("text", DID_YOU_MEAN.formatted("string")),
            Map.entry("array", DID_YOU_MEAN.formatted("list")),
            Map.entry("field", TYPE_IS_ELEMENT),
            Map.entry("member", TYPE_IS_ELEMENT),
            Map.entry("variable", TYPE_IS_ELEMENT),
            Map.entry("bytes", LIST_OF_BYTES),
            Map.entry("bytearray", LIST_OF_BYTES));

    private final Diagnostics diagnostics;
    private final JavaNames names;

    private Resolver(JavaNames names, Diagnostics diagnostics) {
        this.names = names;
        this.diagnostics = diagnostics;
    }

    /**
     * Resolves the files of one protocol, as if they were one file: ids count on from one to the next.
     *
     * @param packageName the Java package, where the user gave one: it goes before what the files say
     */
    public static Protocol resolve(List<PdlFile> files, Optional<String> packageName, Diagnostics diagnostics) {
        String resolved = packageName.orElseGet(() -> packageOf(files, diagnostics));
        JavaNames names = new JavaNames(resolved, typeNames(files));
        Resolver resolver = new Resolver(names, diagnostics);
        files.forEach(resolver::warnOfTheCourse);
        return new Protocol(resolved, 1, sources(files), resolver.packets(files));
    }

    private static String packageOf(List<PdlFile> files, Diagnostics diagnostics) {
        String first = null;
        for (PdlFile file : files) {
            if (file.packageName().isEmpty()) {
                continue;
            }
            Attribute given = file.packageName().get();
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
        return first == null ? DEFAULT_PACKAGE : first;
    }

    private static Set<String> typeNames(List<PdlFile> files) {
        Set<String> typeNames = new HashSet<>();
        for (PdlFile file : files) {
            for (PdlFile.Packet packet : file.packets()) {
                packet.name().map(Attribute::value).ifPresent(typeNames::add);
                addListNames(packet.members(), typeNames);
            }
        }
        return typeNames;
    }

    private static void addListNames(List<PdlFile.Member> members, Set<String> typeNames) {
        members.stream().filter(member -> isList(member.tag())).forEach(list -> {
            list.name().map(Attribute::value).ifPresent(typeNames::add);
            addListNames(list.members(), typeNames);
        });
    }

    /** Folders differ from machine to machine, and what is generated must not. */
    private static List<String> sources(List<PdlFile> files) {
        return files.stream()
                .map(file -> file.place().source().name())
                .map(name -> name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1))
                .toList();
    }

    private List<PacketType> packets(List<PdlFile> files) {
        List<PacketType> packets = new ArrayList<>();
        for (PdlFile file : files) {
            for (PdlFile.Packet packet : file.packets()) {
                packet(packet, packets.size() + 1).ifPresent(packets::add);
            }
        }
        return packets;
    }

    private Optional<PacketType> packet(PdlFile.Packet packet, int id) {
        Optional<Attribute> given = name(packet.tag(), packet.name());
        String java = given.map(name -> names.packet(name.value())).orElse("");
        Body body = body(packet.members(), Set.of(java));
        Optional<Direction> from = packet.from().flatMap(this::direction);
        return given.map(name -> new PacketType(
                id,
                new Name(name.value(), java, name.place()),
                from.orElseGet(() -> Directions.byPrefix(name.value())),
                body,
                packet.tag().comment()));
    }

    private Optional<Direction> direction(Attribute from) {
        Direction direction = Directions.FROM.get(from.value());
        if (direction == null) {
            diagnostics.report(
                    DiagnosticCode.INVALID_VALUE,
                    from.place(),
                    "from cannot be '" + from.value() + "'",
                    "it is \"client\", \"server\" or \"both\"");
        }
        return Optional.ofNullable(direction);
    }

    /** Resolves members. The classes around them are known by name, so that none of theirs hides one of those. */
    private Body body(List<PdlFile.Member> written, Set<String> enclosing) {
        List<Named> named = new ArrayList<>();
        for (PdlFile.Member member : written) {
            if (isKnown(member.tag())) {
                Optional<Attribute> name = name(member.tag(), member.name());
                named.add(new Named(member, name, name.map(given -> javaName(member.tag(), given.value()))));
            }
        }
        Set<String> taken = new HashSet<>(enclosing);
        named.forEach(member -> member.java().ifPresent(taken::add));
        return new Body(
                named.stream().flatMap(member -> member(member, taken).stream()).toList());
    }

    private record Named(PdlFile.Member written, Optional<Attribute> name, Optional<String> java) {}

    private String javaName(Tag tag, String pdlName) {
        return isList(tag) ? names.list(pdlName) : names.member(pdlName);
    }

    private boolean isKnown(Tag tag) {
        boolean known = isList(tag) || ScalarType.named(tag.name()).isPresent();
        if (!known) {
            reportUnknownType(tag);
        }
        return known;
    }

    private Optional<Member> member(Named member, Set<String> taken) {
        Tag tag = member.written().tag();
        if (isList(tag)) {
            return list(member, taken);
        } else if (!member.written().members().isEmpty()) {
            reportMembersInScalar(tag, member.written().members().get(0).tag());
        }
        ScalarType type = ScalarType.named(tag.name()).orElseThrow();
        return javaMember(member).map(name -> new Member(name, type, tag.comment()));
    }

    private Optional<Member> list(Named list, Set<String> taken) {
        String element =
                list.name().map(name -> names.element(name.value(), taken)).orElse("");
        Set<String> enclosing = new HashSet<>(taken);
        enclosing.add(element);
        Body body = body(list.written().members(), enclosing);
        return javaMember(list)
                .map(name -> new Member(
                        name, new ListType(element, body), list.written().tag().comment()));
    }

    private static Optional<Name> javaMember(Named member) {
        return member.name().flatMap(name -> member.java().map(java -> new Name(name.value(), java, name.place())));
    }

    private static boolean isPacket(Tag tag) {
        return tag.name().toLowerCase(Locale.ROOT).equals(PACKET);
    }

    private static boolean isList(Tag tag) {
        return tag.name().toLowerCase(Locale.ROOT).equals(LIST);
    }

    private Optional<Attribute> name(Tag tag, Optional<Attribute> given) {
        if (given.isEmpty()) {
            diagnostics.report(
                    DiagnosticCode.MISSING_NAME,
                    tag.place(),
                    "<" + tag.name() + "> has no name",
                    "write <" + tag.name() + " name=\"...\">");
        }
        return given.filter(this::isUsable);
    }

    private boolean isUsable(Attribute name) {
        if (!PdlNames.isName(name.value())) {
            diagnostics.report(
                    DiagnosticCode.INVALID_NAME,
                    name.place(),
                    "'" + name.value() + "' cannot be a name",
                    "a name consists of letters, digits and underscores, and begins with no digit");
            return false;
        } else if (name.value().length() > PdlNames.MAX_LENGTH) {
            diagnostics.report(
                    DiagnosticCode.NAME_TOO_LONG,
                    name.place(),
                    "the name has " + name.value().length() + " characters; a name has at most " + PdlNames.MAX_LENGTH,
                    "");
            return false;
        }
        return true;
    }

    private void reportUnknownType(Tag tag) {
        String meant = MEANT.get(tag.name().toLowerCase(Locale.ROOT));
        List<String> types =
                Stream.concat(ScalarType.names().stream(), Stream.of(LIST)).toList();
        diagnostics.report(
                DiagnosticCode.UNKNOWN_TYPE,
                tag.place(),
                "unknown type '" + tag.name() + "'",
                meant != null
                        ? meant
                        : Suggestion.help(tag.name(), types, "a member is one of: " + String.join(", ", types)));
    }

    private void reportMembersInScalar(Tag tag, Tag inner) {
        diagnostics.report(
                DiagnosticCode.MEMBERS_IN_SCALAR,
                inner.place(),
                "<" + tag.name() + "> is one value and holds no <" + inner.name() + ">",
                "close it before: <" + tag.name() + " name=\"...\"/>; only a list holds members");
    }

    /** The course's generator loses whatever follows a packet or list that closes itself; at the end, nothing does. */
    private void warnOfTheCourse(PdlFile file) {
        List<Tag> tags = new ArrayList<>();
        for (PdlFile.Packet packet : file.packets()) {
            tags.add(packet.tag());
            addTags(packet.members(), tags);
        }
        tags.stream()
                .limit(Math.max(0, tags.size() - 1))
                .filter(tag -> tag.selfClosing() && (isPacket(tag) || isList(tag)))
                .findFirst()
                .ifPresent(tag -> diagnostics.report(
                        DiagnosticCode.IDS_DIFFER_FROM_COURSE,
                        tag.place(),
                        "the C# course's generator loses the element after a <" + tag.name() + "/> that closes itself",
                        "if a peer uses it, write <" + tag.name() + " ...></" + tag.name()
                                + ">, or its ids and members differ from these"));
    }

    private static void addTags(List<PdlFile.Member> members, List<Tag> tags) {
        for (PdlFile.Member member : members) {
            tags.add(member.tag());
            addTags(member.members(), tags);
        }
    }
}
