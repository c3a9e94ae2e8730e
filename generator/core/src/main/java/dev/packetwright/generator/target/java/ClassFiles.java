package dev.packetwright.generator.target.java;

import dev.packetwright.generator.naming.PdlNames;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Allocates the names of classes whose files are in one folder. Windows and macOS have one file for names that differ
 * only in case, so no two of these names do.
 */
final class ClassFiles {
    private final Predicate<String> hidden;
    private final Set<String> files = new HashSet<>();

    private ClassFiles(Predicate<String> hidden) {
        this.hidden = hidden;
    }

    /** The classes of a package that already has some. */
    static ClassFiles beside(Collection<String> others) {
        ClassFiles names = new ClassFiles(name -> false);
        others.forEach(other -> names.files.add(PdlNames.folded(other)));
        return names;
    }

    /**
     * The classes that are nested in one class.
     *
     * @param hidden the names that would hide a class around them
     */
    static ClassFiles nested(Predicate<String> hidden) {
        return new ClassFiles(hidden);
    }

    /** Takes a name, with trailing underscores if it is taken already. */
    String take(String wanted) {
        String name = wanted;
        while (hidden.test(name) || files.contains(PdlNames.folded(name))) {
            name += "_";
        }
        files.add(PdlNames.folded(name));
        return name;
    }
}
