package dev.packetwright.maven;

import dev.packetwright.generator.target.TargetOptions;
import dev.packetwright.generator.target.java.JavaTarget;
import dev.packetwright.generator.uptodate.RunRecord;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The place of one output of an execution.
 *
 * @param target the name of the target
 * @param side the side that code is generated for
 * @param folder the output folder
 * @param isCompiled whether the folder is a source root of the project
 */
record Destination(String target, SideOption side, Path folder, boolean isCompiled) {
    private static final int DIGITS = 16;

    /** The usual destination: Java that is compiled. */
    static Destination java(SideOption side, Path folder) {
        return new Destination(JavaTarget.ID, side, folder, true);
    }

    TargetOptions options() {
        return new TargetOptions(side.sides());
    }

    /** The same text for all executions that generate the same target into the same folder. */
    String key() {
        return target + " " + folder.toAbsolutePath().normalize();
    }

    /**
     * The file with the record of the last run, in the build folder.
     *
     * @param execution the goal and the id of the execution
     */
    BuildRecords records(Path buildFolder, String execution) {
        String digest = RunRecord.digest(key().getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
        String name = URLEncoder.encode(execution, StandardCharsets.UTF_8) + "-" + target + "-" + digest;
        return new BuildRecords(buildFolder.resolve("packetwright").resolve(name + ".receipt"), folder);
    }
}
