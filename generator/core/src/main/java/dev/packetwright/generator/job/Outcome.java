package dev.packetwright.generator.job;

import dev.packetwright.generator.diagnostic.Diagnostic;
import dev.packetwright.generator.output.OutputTree.Changes;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The result of a job. */
public sealed interface Outcome {
    /** The errors and warnings, by place. */
    List<Diagnostic> diagnostics();

    /** The files that were read from disk, imports included; none if the records of an earlier run were enough. */
    List<Path> filesRead();

    /**
     * One folder after the job.
     *
     * @param files the number of generated files
     * @param changes the files that were written or removed, or would have been
     */
    record OutputResult(Output output, int files, Changes changes) {}

    /** Nothing differs; nothing was written. */
    record UpToDate(List<Diagnostic> diagnostics, List<OutputResult> outputs, List<Path> filesRead)
            implements Outcome {}

    /**
     * The folders and the lock hold what the PDL says. A folder may have had it before.
     *
     * @param lock the lines that were added to the lock, if any
     * @param changedIds the packets that have another id than in the last run; none if a lock has kept them
     */
    record Written(
            List<Diagnostic> diagnostics,
            List<OutputResult> outputs,
            Optional<LockAdditions> lock,
            ChangedIds changedIds,
            List<Path> filesRead)
            implements Outcome {}

    /**
     * A comparison found differences.
     *
     * @param lock the lines that the lock lacks, if any
     */
    record Differs(
            List<Diagnostic> diagnostics,
            List<OutputResult> outputs,
            Optional<LockAdditions> lock,
            List<Path> filesRead)
            implements Outcome {}

    /**
     * The lock lacks packets and is {@linkplain LockMode#FROZEN frozen}; nothing was written.
     *
     * @param lock the lines that the lock lacks
     */
    record LockFrozen(List<Diagnostic> diagnostics, LockAdditions lock, List<Path> filesRead) implements Outcome {}

    /** The PDL has errors, or warnings that count as errors; nothing was written. */
    record Failed(List<Diagnostic> diagnostics, List<Path> filesRead) implements Outcome {}

    /**
     * Another job has claimed the namespace; nothing was written.
     *
     * @param namespace the namespace of the code that would have been generated
     */
    record Refused(List<Diagnostic> diagnostics, String namespace, List<Path> filesRead) implements Outcome {}
}
