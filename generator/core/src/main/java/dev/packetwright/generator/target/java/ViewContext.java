package dev.packetwright.generator.target.java;

import com.palantir.javapoet.ClassName;
import java.util.Set;

/**
 * The view that members are made for, and the names that are still free in it.
 *
 * @param self the view
 * @param scope the names that its code can see
 * @param views the views of all packets and structs
 * @param mayBeCleared whether packets of older peers can lack everything that the view reads
 * @param variables names for fields and variables
 * @param classes names for nested classes
 * @param in the name of the reader
 */
record ViewContext(
        ClassName self,
        Scope scope,
        ViewNames views,
        boolean mayBeCleared,
        Locals variables,
        ClassFiles classes,
        String in) {

    /** A view of something that is there in any case. */
    static ViewContext of(ClassName self, Scope scope, ViewNames views) {
        Scope within = scope.with(Set.of(self.simpleName()));
        Locals variables = new Locals(within::hasClass);
        ClassFiles classes = ClassFiles.nested(within::hasClass);
        return new ViewContext(self, within, views, false, variables, classes, variables.take("in"));
    }

    /** The same for something that packets of older peers can lack. */
    ViewContext clearable() {
        return new ViewContext(self, scope, views, true, variables, classes, in);
    }
}
