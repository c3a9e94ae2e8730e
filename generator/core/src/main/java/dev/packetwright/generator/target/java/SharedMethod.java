package dev.packetwright.generator.target.java;

import com.palantir.javapoet.MethodSpec;
import javax.lang.model.element.Modifier;

/**
 * The methods of a struct or an enum that other generated code calls. They are public, because a protocol in another
 * package may use the class, too.
 */
final class SharedMethod {
    private SharedMethod() {}

    static MethodSpec of(MethodSpec method) {
        return method.toBuilder()
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("For generated code.\n")
                .build();
    }
}
