package dev.packetwright.generator.target.typescript;

import dev.packetwright.generator.model.EnumType;

/**
 * A value of an enum.
 *
 * @param type the name of the type
 * @param get the function that reads a value at a place
 * @param put the function that writes a value at a place
 */
record EnumForm(EnumType enumeration, String type, String get, String put) implements FixedForm {
    @Override
    public String initial() {
        return type + "." + TypeScriptNames.value(enumeration.defaultValue());
    }

    @Override
    public int size() {
        return enumeration.minSize();
    }

    @Override
    public boolean refuses() {
        return enumeration.unknown().isEmpty();
    }

    @Override
    public String get(String at, String path) {
        return get + "(" + at + (refuses() ? ", " + Form.quoted(path) : "") + ")";
    }

    @Override
    public String put(String at, String source, String path) {
        return put + "(" + at + ", " + source + ", " + Form.quoted(path) + ")";
    }
}
