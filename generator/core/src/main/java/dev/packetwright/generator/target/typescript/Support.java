package dev.packetwright.generator.target.typescript;

import dev.packetwright.generator.source.BundledText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The functions that read and write single members, the same for every protocol: the declarations of a resource. */
final class Support {
    private static final Pattern DECLARED =
            Pattern.compile("^(?:export )?(?:class|function|const|let) (\\w+)", Pattern.MULTILINE);

    private static final Map<String, String> DECLARATIONS = declarations();

    /** The names of all declarations. */
    static final Set<String> NAMES = DECLARATIONS.keySet();

    private Support() {}

    /** An empty line before a comment or a declaration at the start of a line ends the declaration before it. */
    private static Map<String, String> declarations() {
        Map<String, String> all = new LinkedHashMap<>();
        for (String text : BundledText.of(Support.class, "support.ts").split("\n\n(?=\\S)", -1)) {
            Matcher name = DECLARED.matcher(text);
            if (!name.find()) {
                throw new IllegalStateException("no declaration: " + text);
            }
            all.put(name.group(1), text.stripTrailing() + "\n");
        }
        return Collections.unmodifiableMap(all);
    }

    /** Adds all declarations. */
    static void addTo(Declarations declarations) {
        DECLARATIONS.forEach(declarations::add);
    }
}
