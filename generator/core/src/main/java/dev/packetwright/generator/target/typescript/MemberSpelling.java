package dev.packetwright.generator.target.typescript;

import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.Member;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The spelling of members and of the types of elements, which is that of the Java target. */
final class MemberSpelling {
    private MemberSpelling() {}

    /**
     * The name of a member before anything that is taken is changed in it: {@code Hp} is {@code hp}, {@code player_id} is
     * {@code playerId}. A list has an "s" at its end.
     */
    static String of(Member member) {
        String name = camelCase(member.name().pdl());
        return member.type() instanceof ListType && !name.endsWith("s") ? name + "s" : name;
    }

    /** The name of the elements of a list: {@code player_item} is {@code PlayerItem}. */
    static String element(String list) {
        return withLegalStart(words(list).map(MemberSpelling::capitalized).collect(Collectors.joining()), list);
    }

    private static String camelCase(String pdlName) {
        List<String> words = words(pdlName).toList();
        boolean isShouted = words.stream().allMatch(word -> word.equals(word.toUpperCase(Locale.ROOT)));
        StringBuilder name = new StringBuilder();
        for (String word : words) {
            String part = isShouted ? word.toLowerCase(Locale.ROOT) : word;
            name.append(name.isEmpty() ? uncapitalized(part) : capitalized(part));
        }
        return withLegalStart(name.toString(), pdlName);
    }

    private static Stream<String> words(String pdlName) {
        return Arrays.stream(pdlName.split("_")).filter(word -> !word.isEmpty());
    }

    /** A name of underscores alone stays as it is. A name that would begin with a digit gets its underscore back. */
    private static String withLegalStart(String name, String pdlName) {
        if (name.isEmpty()) {
            return pdlName;
        }
        return Character.isJavaIdentifierStart(name.codePointAt(0)) ? name : "_" + name;
    }

    private static String capitalized(String word) {
        int first = word.codePointAt(0);
        return Character.toString(Character.toUpperCase(first)) + word.substring(Character.charCount(first));
    }

    /** {@code HPBar} is {@code hpBar}: of leading capitals, the last belongs to the next word. */
    private static String uncapitalized(String word) {
        int capitals = 0;
        while (capitals < word.length() && Character.isUpperCase(word.charAt(capitals))) {
            capitals++;
        }
        boolean isNextWord = capitals > 1 && capitals < word.length() && Character.isLowerCase(word.charAt(capitals));
        int lowered = isNextWord ? capitals - 1 : capitals;
        return word.substring(0, lowered).toLowerCase(Locale.ROOT) + word.substring(lowered);
    }
}
