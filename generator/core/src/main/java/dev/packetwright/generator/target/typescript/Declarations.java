package dev.packetwright.generator.target.typescript;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The declarations that a module does not export. Only those that it needs get into it, because compilers report others. */
final class Declarations {
    /** Comments and literals, in which names do not count. */
    private static final Pattern NO_CODE =
            Pattern.compile("/\\*.*?\\*/|//[^\n]*|\"(?:[^\"\\\\\n]|\\\\.)*\"", Pattern.DOTALL);

    /** Names, except for those of members. */
    private static final Pattern NAME =
            Pattern.compile("(?<![.\\p{L}\\p{N}\\p{M}_])[\\p{L}_][\\p{L}\\p{N}\\p{M}_]*+(?!\\??:)");

    private final Map<String, String> texts = new LinkedHashMap<>();

    /** Adds a function. */
    void add(String name, Consumer<CodeWriter> content) {
        CodeWriter out = new CodeWriter();
        content.accept(out);
        add(name, out.toString());
    }

    /** Adds a declaration. */
    void add(String name, String text) {
        texts.putIfAbsent(name, text);
    }

    /** Whether there is a declaration of this name. */
    boolean has(String name) {
        return texts.containsKey(name);
    }

    /** The declarations that a text needs, at any depth, in the order in which they were added. */
    Collection<String> neededBy(String text) {
        Set<String> needed = new HashSet<>();
        Deque<String> left = new ArrayDeque<>();
        left.add(text);
        while (!left.isEmpty()) {
            Matcher names = NAME.matcher(NO_CODE.matcher(left.remove()).replaceAll(" "));
            while (names.find()) {
                String declaration = texts.get(names.group());
                if (declaration != null && needed.add(names.group())) {
                    left.add(declaration);
                }
            }
        }
        Map<String, String> result = new LinkedHashMap<>(texts);
        result.keySet().retainAll(needed);
        return result.values();
    }
}
