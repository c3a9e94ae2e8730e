package dev.packetwright.generator.target.java.name;

import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.Name;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.naming.PdlNames;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/**
 * The Java names of everything that a protocol names. A name that Java would refuse, or that would hide something that
 * generated code needs, gets a trailing underscore. Immutable.
 */
public final class JavaNames {
    /** The classes that are generated beside the packets. */
    public static final String PACKET_ID = "PacketId";

    public static final String PROTOCOL = "Protocol";
    public static final String SERVER_PACKET = "ServerPacket";
    public static final String CLIENT_PACKET = "ClientPacket";
    public static final String SERVER_HANDLER = "ServerPacketHandler";
    public static final String CLIENT_HANDLER = "ClientPacketHandler";
    public static final String SERVER_MANAGER = "ServerPacketManager";
    public static final String CLIENT_MANAGER = "ClientPacketManager";

    /** The class that builds records with many members. */
    public static final String BUILDER = "Builder";

    private static final List<String> GENERATED_CLASSES = List.of(
            PACKET_ID,
            PROTOCOL,
            SERVER_PACKET,
            CLIENT_PACKET,
            SERVER_HANDLER,
            CLIENT_HANDLER,
            SERVER_MANAGER,
            CLIENT_MANAGER);

    /** The files of these classes. On Windows and macOS, {@code packetid} would be the file of {@code PacketId}. */
    private static final Set<String> GENERATED_FILES =
            GENERATED_CLASSES.stream().map(PdlNames::folded).collect(Collectors.toUnmodifiableSet());

    /** The constant that every packet declares: no class of an element may share its name. */
    private static final String ID = "ID";

    private static final String RUNTIME_PACKAGE = "dev.packetwright.runtime.";

    /** Words that can name a variable, but not a class. */
    private static final Set<String> RESTRICTED_TYPE_NAMES =
            Set.of("record", "var", "yield", "sealed", "permits", "when");

    /** Methods without parameters that every packet has: an accessor of that name would override or redefine them. */
    private static final Set<String> METHODS_OF_PACKETS = Set.of(
            "builder",
            "clone",
            "encodedSize",
            "finalize",
            "getClass",
            "hashCode",
            "notify",
            "notifyAll",
            "packetId",
            "redacted",
            "toBuilder",
            "toBytes",
            "toString",
            "wait",
            "yield");

    /** The constants of the class {@code Protocol}. */
    private static final Set<String> CONSTANTS_OF_PROTOCOL = Set.of(
            "NAME",
            "VERSION",
            "OLDEST_VERSION",
            "FINGERPRINT",
            "VERSIONS",
            "RUNTIME",
            "CLIENT_HANDSHAKES",
            "SERVER_HANDSHAKES",
            "CLIENT_PING",
            "SERVER_PING");

    /** The classes that generated code uses beside its own. */
    private static final Set<String> IMPORTED_CLASSES = Set.of(
            "ArrayList",
            "Boolean",
            "Builder",
            "Byte",
            "Bytes",
            "Class",
            "Collections",
            "Collectors",
            "Deprecated",
            "Direction",
            "Double",
            "EnumValues",
            "Float",
            "Generated",
            "Integer",
            "List",
            "Long",
            "MalformedPacketException",
            "Map",
            "Math",
            "NullMarked",
            "Optional",
            "Override",
            "Packet",
            "PacketMembers",
            "PacketReader",
            "PacketSize",
            "PacketWriter",
            "PingPackets",
            "RuntimeException",
            "ScalarList",
            "Short",
            "Stream",
            "String",
            "SuppressWarnings");

    private final Protocol protocol;
    private final Set<String> packagesToKeepVisible;
    private final Map<Name, String> elements = new HashMap<>();

    private JavaNames(Protocol protocol, Set<String> packagesToKeepVisible) {
        this.protocol = protocol;
        this.packagesToKeepVisible = packagesToKeepVisible;
    }

    /** The names of one protocol. */
    public static JavaNames of(Protocol protocol) {
        String firstPackage = protocol.namespace().replaceFirst("\\..*", "");
        JavaNames names = new JavaNames(
                protocol,
                needsNamesInFull(NamesInUse.of(protocol))
                        ? Set.copyOf(List.of("java", "dev", firstPackage)) // which may be equal
                        : Set.of());
        protocol.structs().forEach(struct -> names.addElements(struct.body(), Set.of(names.type(struct.name()))));
        protocol.packets().forEach(packet -> names.addElements(packet.body(), Set.of(names.type(packet.name()))));
        return names;
    }

    /** No class of an element may hide a class around it or have the name of a component beside it. */
    private void addElements(Body body, Set<String> enclosing) {
        Set<String> taken = new HashSet<>(enclosing);
        body.members().forEach(member -> taken.add(member(member)));
        for (Member member : body.members()) {
            member.elementRecord().ifPresent(element -> {
                String name = element(element.name().pdl(), taken);
                elements.put(element.name(), name);
                Set<String> around = new HashSet<>(taken);
                around.add(name);
                addElements(element.body(), around);
            });
        }
    }

    /** Whether a class or a member of the protocol hides a class that generated code uses. */
    private static boolean needsNamesInFull(NamesInUse names) {
        Set<String> elements =
                names.lists().stream().map(JavaNames::elementName).collect(Collectors.toSet());
        Set<String> components = Stream.concat(
                        names.members().stream().map(JavaNames::camelCase),
                        names.lists().stream().map(JavaNames::pluralOf))
                .collect(Collectors.toSet());
        return names.topLevel().stream()
                        .anyMatch(name -> clashes(name)
                                || isConstantOfProtocol(name)
                                || elements.contains(name)
                                || components.contains(name))
                || elements.stream().anyMatch(JavaNames::clashes);
    }

    /** Whether the class {@code Protocol} has a constant of this name, which hides a class of the same name there. */
    public static boolean isConstantOfProtocol(String className) {
        return CONSTANTS_OF_PROTOCOL.contains(className);
    }

    /** Whether a class of this name hides one that generated code uses, which is then named in full. */
    public static boolean clashes(String className) {
        return IMPORTED_CLASSES.contains(className);
    }

    /** Whether a name can be the package of generated code. */
    public static boolean isPackage(String name) {
        return List.of(name.split("\\.", -1)).stream()
                        .allMatch(part -> PdlNames.isName(part)
                                && part.length() <= PdlNames.MAX_LENGTH
                                && !SourceVersion.isKeyword(part, SourceVersion.RELEASE_17))
                && !name.equals("java")
                && !name.startsWith("java.")
                && !(name + ".").startsWith(RUNTIME_PACKAGE);
    }

    /** The constant of an enum's value: its name in the PDL. */
    public String value(EnumType.Value value) {
        String pdlName = value.name().pdl();
        return SourceVersion.isKeyword(pdlName, SourceVersion.RELEASE_17) ? pdlName + "_" : pdlName;
    }

    /** The classes that are generated beside those of packets, structs and enums, for every protocol. */
    public static List<String> generatedClasses() {
        return GENERATED_CLASSES;
    }

    /** The class of a packet, a struct or an enum: its name in the PDL. */
    public String type(Name name) {
        String pdlName = name.pdl();
        boolean isTaken = pdlName.equals(BUILDER) || GENERATED_FILES.contains(PdlNames.folded(pdlName));
        return isTaken || isRefusedAsType(pdlName) ? pdlName + "_" : pdlName;
    }

    /** The package of the class of a packet, a struct or an enum. */
    public String packageOf(Name name) {
        return protocol.namespaceOf(name);
    }

    /**
     * The record of a struct: its name in the PDL. The record of a list's element: the list's name with a capital,
     * {@code player_item} to {@code PlayerItem}.
     */
    public String record(RecordType record) {
        return record.isStruct() ? type(record.name()) : Objects.requireNonNull(elements.get(record.name()));
    }

    private String element(String pdlName, Set<String> taken) {
        String name = elementName(pdlName);
        while (taken.contains(name) || isRefusedAsType(name) || name.equals(ID) || isFileOfBuilder(name)) {
            name += "_";
        }
        return name;
    }

    /** The class of an element and the builder have one file on Windows and macOS if only the case differs. */
    private static boolean isFileOfBuilder(String name) {
        return PdlNames.folded(name).equals(PdlNames.folded(BUILDER));
    }

    private static String elementName(String pdlName) {
        return withLegalStart(words(pdlName).map(JavaNames::capitalized).collect(Collectors.joining()), pdlName);
    }

    /**
     * The component of a member: {@code Hp} to {@code hp}, {@code ID} to {@code id}, {@code player_id} to {@code
     * playerId}. The component of a list ends in "s".
     */
    public String member(Member member) {
        String pdlName = member.name().pdl();
        return legalMember(member.type() instanceof ListType ? pluralOf(pdlName) : camelCase(pdlName));
    }

    private static String pluralOf(String pdlName) {
        String name = camelCase(pdlName);
        return name.endsWith("s") ? name : name + "s";
    }

    private static String camelCase(String pdlName) {
        List<String> words = words(pdlName).toList();
        boolean shouted = words.stream().allMatch(word -> word.equals(word.toUpperCase(Locale.ROOT)));
        StringBuilder name = new StringBuilder();
        for (String word : words) {
            String part = shouted ? word.toLowerCase(Locale.ROOT) : word;
            name.append(name.isEmpty() ? uncapitalized(part) : capitalized(part));
        }
        return withLegalStart(name.toString(), pdlName);
    }

    private static Stream<String> words(String pdlName) {
        return Arrays.stream(pdlName.split("_")).filter(word -> !word.isEmpty());
    }

    /** A name of underscores alone stays as it is. A name that would start with a digit gets its underscore back. */
    private static String withLegalStart(String name, String pdlName) {
        if (name.isEmpty()) {
            return pdlName;
        }
        return Character.isJavaIdentifierStart(name.codePointAt(0)) ? name : "_" + name;
    }

    private static String capitalized(String word) {
        int first = word.codePointAt(0);
        return Character.toString(Character.toUpperCase(first)) + word.substring(Character.charCount(first));
    }

    /** {@code HPBar} to {@code hpBar}: of leading capitals, the last belongs to the next word. */
    private static String uncapitalized(String word) {
        int capitals = 0;
        while (capitals < word.length() && Character.isUpperCase(word.charAt(capitals))) {
            capitals++;
        }
        boolean lastBeginsWord =
                capitals > 1 && capitals < word.length() && Character.isLowerCase(word.charAt(capitals));
        int lowered = lastBeginsWord ? capitals - 1 : capitals;
        return word.substring(0, lowered).toLowerCase(Locale.ROOT) + word.substring(lowered);
    }

    private String legalMember(String name) {
        boolean refused = SourceVersion.isKeyword(name, SourceVersion.RELEASE_17)
                || METHODS_OF_PACKETS.contains(name)
                || packagesToKeepVisible.contains(name);
        return refused ? name + "_" : name;
    }

    private boolean isRefusedAsType(String name) {
        return SourceVersion.isKeyword(name, SourceVersion.RELEASE_17)
                || RESTRICTED_TYPE_NAMES.contains(name)
                || packagesToKeepVisible.contains(name);
    }
}
