package dev.packetwright.maven;

import dev.packetwright.generator.target.java.name.JavaNames;
import java.util.Arrays;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/** The package of generated code if neither the PDL nor the configuration names one. */
final class DefaultPackage {
    private DefaultPackage() {}

    /**
     * Makes {@code com.example.chat_server} from {@code com.example} and {@code chat-server}. A name that repeats the group
     * or its end adds nothing.
     */
    static String of(String groupId, String artifactId) {
        String group = legal(groupId);
        String name = legal(artifactId);
        boolean saysGroup = name.equals(group) || name.startsWith(group + ".");
        boolean isSaidByGroup = group.equals(name) || group.endsWith("." + name);
        String whole = saysGroup ? name : isSaidByGroup ? group : group + "." + name;
        return JavaNames.isPackage(whole) ? whole : "packets." + whole;
    }

    private static String legal(String id) {
        return Arrays.stream(id.split("\\.", -1))
                .filter(part -> !part.isEmpty())
                .map(DefaultPackage::legalPart)
                .collect(Collectors.joining("."));
    }

    private static String legalPart(String part) {
        String name = part.replaceAll("[^A-Za-z0-9_]", "_");
        String started = Character.isDigit(name.charAt(0)) ? "_" + name : name;
        return SourceVersion.isKeyword(started, SourceVersion.RELEASE_17) ? started + "_" : started;
    }
}
