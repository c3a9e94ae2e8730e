package dev.packetwright.generator.target.csharp;

import dev.packetwright.generator.naming.PdlNames;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The identifiers of C#. */
final class Identifiers {
    private static final Set<String> KEYWORDS = Set.of(
            ("abstract as base bool break byte case catch char checked class const continue decimal default delegate do double"
                            + " else enum event explicit extern false finally fixed float for foreach goto if implicit in int"
                            + " interface internal is lock long namespace new null object operator out override params private"
                            + " protected public readonly ref return sbyte sealed short sizeof stackalloc static string struct"
                            + " switch this throw true try typeof uint ulong unchecked unsafe ushort using virtual void volatile"
                            + " while __arglist __makeref __reftype __refvalue")
                    .split(" "));

    /** Words that some version of C# reads as keywords where a type or a value may be. */
    private static final Set<String> CONTEXTUAL = Set.of(
            ("add alias and args ascending async await by descending dynamic equals extension field file from get global group"
                            + " init into join let managed nameof nint not notnull nuint on or orderby partial record remove"
                            + " required scoped select set unmanaged value var when where with yield")
                    .split(" "));

    private Identifiers() {}

    /** An identifier that C# reads as the given name: keywords get the prefix {@code @}. */
    static String escaped(String name) {
        return KEYWORDS.contains(name) || CONTEXTUAL.contains(name) ? "@" + name : name;
    }

    /** The same for a member, which has few neighbours that it can be mistaken with. */
    static String escapedMember(String name) {
        boolean isRisky = Set.of("yield", "await", "field", "var", "dynamic").contains(name);
        return KEYWORDS.contains(name) || isRisky ? "@" + name : name;
    }

    /** Whether all characters of a name in the PDL may be in an identifier. C# has none beyond U+FFFF in its names. */
    static boolean isPossible(String name) {
        return name.codePoints().allMatch(Character::isBmpCodePoint);
    }

    /** Whether a text is a namespace: names with dots between them. */
    static boolean isNamespace(String name) {
        return Arrays.stream(name.split("\\.", -1)).allMatch(part -> PdlNames.isName(part) && isPossible(part));
    }

    /** A namespace as C# reads it. */
    static String escapedNamespace(String name) {
        return Arrays.stream(name.split("\\.")).map(Identifiers::escaped).collect(Collectors.joining("."));
    }
}
