package dev.packetwright.generator.target.csharp;

import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.Member;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The spelling of members in C#. A list has an "s" at its end in both, as in the course. */
public enum MemberSpelling {
    /** As in the PDL; the first letter of a list is small, as in the course. */
    PDL {
        @Override
        String of(Member member) {
            String name = member.name().pdl();
            return member.type() instanceof ListType ? withFirst(name, name.toLowerCase(Locale.ROOT)) + "s" : name;
        }
    },
    /** Words with a capital letter each, without underscores between them: {@code player_id} is {@code PlayerId}. */
    PASCAL {
        @Override
        String of(Member member) {
            String name = pascal(member.name().pdl());
            return member.type() instanceof ListType ? name + "s" : name;
        }
    };

    /** The name of a member before anything that C# refuses is changed in it. */
    abstract String of(Member member);

    /** The name of the class of a list's elements: that of the list with a capital letter, as in the course. */
    static String element(String list) {
        return capitalized(list);
    }

    private static String pascal(String name) {
        String joined = Arrays.stream(name.split("_"))
                .filter(word -> !word.isEmpty())
                .map(MemberSpelling::capitalized)
                .collect(Collectors.joining());
        boolean isName = !joined.isEmpty() && !Character.isDigit(joined.codePointAt(0));
        return isName ? joined : "_" + joined;
    }

    private static String capitalized(String name) {
        return withFirst(name, name.toUpperCase(Locale.ROOT));
    }

    /** A name with the first character of its other form. Some letters have two capitals; those stay as they are. */
    private static String withFirst(String name, String other) {
        return name.length() == other.length() ? other.charAt(0) + name.substring(1) : name;
    }
}
