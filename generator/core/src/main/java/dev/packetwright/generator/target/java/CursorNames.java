package dev.packetwright.generator.target.java;

/**
 * The names of the fields and variables of a cursor.
 *
 * @param in the reader
 * @param element the view of the element that the cursor is at
 * @param size the number of elements
 * @param first the position of the first element
 * @param next the position of the next element
 * @param left the number of elements that are left
 * @param at the position of the value that the cursor is at
 * @param i the counter of a loop
 */
record CursorNames(
        String in, String element, String size, String first, String next, String left, String at, String i) {
    /** Names that hide no class. */
    static CursorNames in(Scope scope) {
        Locals names = new Locals(scope::hasClass);
        return new CursorNames(
                names.take("in"),
                names.take("element"),
                names.take("size"),
                names.take("first"),
                names.take("next"),
                names.take("left"),
                names.take("at"),
                names.take("i"));
    }
}
