package dev.packetwright.generator.job;

import dev.packetwright.generator.output.OutputTree;
import dev.packetwright.generator.target.Target;
import dev.packetwright.generator.target.TargetOptions;
import dev.packetwright.generator.target.java.JavaTarget;
import dev.packetwright.generator.uptodate.FolderRecords;
import dev.packetwright.generator.uptodate.RunRecords;
import java.nio.file.Path;
import java.util.TreeSet;

/**
 * One output of a job: a target and its folder. Several targets can share a folder, since each keeps a list of its own
 * files there.
 *
 * @param folder the folder in which the paths of the generated files start; it need not exist yet
 * @param records the records of earlier runs for this output
 */
public record Output(Target target, TargetOptions options, Path folder, RunRecords records) {
    /** An output that keeps its records in its folder. */
    public Output(Target target, TargetOptions options, Path folder) {
        this(target, options, folder, new FolderRecords(folder));
    }

    /** The tree of the files that are generated into a namespace. */
    public OutputTree tree(String namespace) {
        return new OutputTree(folder, namespace, listName(namespace));
    }

    /** The name of the list of files in the folder. Java, the first target, has the plain name. No namespace has a dash. */
    String listName(String namespace) {
        return target.id().equals(JavaTarget.ID) ? namespace : namespace + "-" + target.id();
    }

    /** The part of a request that this output contributes. Targets are records, so that their text has their options. */
    String key() {
        return target.id() + " " + target + " " + new TreeSet<>(options.sides());
    }
}
