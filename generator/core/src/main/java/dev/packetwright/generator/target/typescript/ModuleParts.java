package dev.packetwright.generator.target.typescript;

/**
 * What all parts of a module share while it is emitted.
 *
 * @param names the names of the protocol
 * @param options the options of the target
 * @param declarations the functions that the module may need and does not export
 */
record ModuleParts(TypeScriptNames names, TypeScriptOptions options, Declarations declarations) {
    /** The name of a function that does something with a type. */
    String function(String verb, String type) {
        return names.function(verb + type);
    }
}
