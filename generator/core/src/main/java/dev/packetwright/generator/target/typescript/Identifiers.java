package dev.packetwright.generator.target.typescript;

import java.util.Set;

/** The identifiers that a module cannot declare, or that code in it must not hide. */
final class Identifiers {
    /** Words that name no variable or no type, and those with a meaning before a declaration. */
    private static final Set<String> WORDS = Set.of(
            ("abstract accessor any arguments as asserts assert async await bigint boolean break case catch class const"
                            + " constructor continue debugger declare default defer delete do else enum eval export"
                            + " extends false finally for from function get global if implements import in infer instanceof"
                            + " interface intrinsic is keyof let module namespace never new null number object of out"
                            + " override package private protected public readonly require return satisfies set static"
                            + " string super switch symbol this throw true try type typeof undefined unique unknown using"
                            + " var void while with yield Infinity NaN")
                    .split(" "));

    /** The types and values of the platform that generated code uses, and the types that nobody should hide. */
    private static final Set<String> GLOBALS = Set.of(
            ("Array ArrayBuffer BigInt DataView Error Math Number Object Omit Record String Symbol TextDecoder TextEncoder"
                            + " Uint8Array Function Boolean Promise globalThis console exports")
                    .split(" "));

    /** The members of every object. */
    private static final Set<String> MEMBERS_OF_OBJECTS = Set.of(
            "constructor",
            "hasOwnProperty",
            "isPrototypeOf",
            "propertyIsEnumerable",
            "toLocaleString",
            "toString",
            "valueOf",
            "__proto__");

    private Identifiers() {}

    /** Whether a module cannot declare a type or a variable of this name. */
    static boolean isReserved(String name) {
        return WORDS.contains(name) || GLOBALS.contains(name);
    }

    /** Whether objects have a member of this name already. */
    static boolean isMemberOfObjects(String name) {
        return MEMBERS_OF_OBJECTS.contains(name);
    }
}
