package dev.packetwright.maven;

import dev.packetwright.generator.Targets;
import dev.packetwright.generator.diagnostic.Suggestion;
import dev.packetwright.generator.target.java.JavaTarget;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.jspecify.annotations.Nullable;

/** A {@code <target>} of {@code <targets>}. Maven sets the fields. */
public final class TargetConfiguration {
    private static final List<String> NAMES = Targets.ids();
    private static final List<String> SIDES =
            Arrays.stream(SideOption.values()).map(Enum::name).toList();

    private @Nullable String name;
    private @Nullable String side;
    private @Nullable File directory;
    private boolean compile = true;

    /** Called by Maven. */
    public TargetConfiguration() {}

    /**
     * The destination that this element describes.
     *
     * @param defaultSide the side if this element names none
     * @param defaultFolder the folder if this element names none
     */
    Destination destination(SideOption defaultSide, Path defaultFolder) throws MojoFailureException {
        if (name == null) {
            throw new MojoFailureException(
                    "a <target> of <targets> needs a <name>; the targets are " + String.join(", ", NAMES));
        }
        requireKnown("name", name, NAMES, "the targets are ");
        if (side != null) {
            requireKnown("side", side, SIDES, "the sides are ");
        }
        return new Destination(
                name,
                side == null ? defaultSide : SideOption.valueOf(side),
                directory == null ? defaultFolder : directory.toPath(),
                compile && name.equals(JavaTarget.ID));
    }

    private static void requireKnown(String element, String value, List<String> known, String list)
            throws MojoFailureException {
        if (!known.contains(value)) {
            throw new MojoFailureException("the <" + element + "> of a <target> is '" + value + "'; "
                    + Suggestion.help(value, known, list + String.join(", ", known)));
        }
    }
}
