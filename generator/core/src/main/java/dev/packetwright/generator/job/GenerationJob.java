package dev.packetwright.generator.job;

import dev.packetwright.generator.Generation;
import dev.packetwright.generator.Generator;
import dev.packetwright.generator.job.Outcome.OutputResult;
import dev.packetwright.generator.lock.PastPacket;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.output.AtomicFile;
import dev.packetwright.generator.output.FileGuard;
import dev.packetwright.generator.output.OutputTree.Changes;
import dev.packetwright.generator.target.GeneratedFile;
import dev.packetwright.generator.uptodate.RunRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One run of the generator: reads the sources of a protocol and brings the folders of all outputs up to date.
 *
 * <p>Nothing is written before all targets have checked the protocol, the namespace is claimed and all folders can take
 * their files. Then the order is: discard the records of the last run, write the files, write the lock, keep the new
 * records. After a failure at any point, the next run therefore does its work in full.
 */
public final class GenerationJob {
    private final Request request;
    private final Generation generation;

    private GenerationJob(Request request) {
        this.request = request;
        this.generation = Generator.generate(request.sources(), request.options(), this::pastPackets);
    }

    /**
     * The packets of the last run, by the record of the first output that has one. If there is none for the namespace, the
     * record of the same PDL files in another namespace counts.
     */
    private List<PastPacket> pastPackets(String namespace) {
        List<Output> outputs = request.outputs();
        return Stream.concat(
                        outputs.stream().flatMap(output -> lastRecord(output, namespace).stream()),
                        outputs.stream().flatMap(output -> lastRecordOfSources(output).stream()))
                .findFirst()
                .map(RunRecord::packets)
                .orElse(List.of());
    }

    private static Optional<RunRecord> lastRecord(Output output, String namespace) {
        try {
            return output.records().last(output.listName(namespace));
        } catch (IOException unreadable) {
            // writing fails in the same place and with a message
            return Optional.empty();
        }
    }

    private Optional<RunRecord> lastRecordOfSources(Output output) {
        String sources = request.sourcesSeenFrom(output.folder());
        try {
            return sources.equals(RunRecord.NO_SOURCES)
                    ? Optional.empty()
                    : output.records().lastOf(sources);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * Runs a job.
     *
     * @throws IOException if a folder, a record or the lock cannot be read or written, or if a foreign file is in the way
     */
    public static Outcome run(Request request) throws IOException {
        return run(request, NamespaceClaims.NONE);
    }

    /**
     * Runs a job that claims its namespace before it writes anything, even if nothing has to be written.
     *
     * @throws IOException if a folder, a record or the lock cannot be read or written, or if a foreign file is in the way
     */
    public static Outcome run(Request request, NamespaceClaims claims) throws IOException {
        if (request.mode() == Mode.UPDATE) {
            List<RunRecord> last = lastRecords(request);
            if (last.size() == request.outputs().size()) {
                return upToDate(request, last, claims);
            }
        }
        GenerationJob job = new GenerationJob(request);
        Optional<Path> lock = job.lockToExtend();
        // another run may have given ids since this job read the lock, so it is read again
        return lock.isPresent()
                ? FileGuard.whileHolding(lock.get(), () -> new GenerationJob(request).runInFull(claims))
                : job.runInFull(claims);
    }

    /** The records of the outputs that are up to date. */
    private static List<RunRecord> lastRecords(Request request) throws IOException {
        List<RunRecord> last = new ArrayList<>();
        for (Output output : request.outputs()) {
            Optional<String> digest = request.digest(output);
            if (digest.isPresent()) {
                output.records()
                        .stillTrue(digest.get(), request.sources().artifacts())
                        .ifPresent(last::add);
            }
        }
        return last;
    }

    private static Outcome upToDate(Request request, List<RunRecord> last, NamespaceClaims claims) {
        String namespace = last.get(0).packageName();
        if (!claims.claim(namespace)) {
            return new Outcome.Refused(List.of(), namespace, List.of());
        }
        List<OutputResult> results = new ArrayList<>();
        for (int i = 0; i < last.size(); i++) {
            results.add(new OutputResult(
                    request.outputs().get(i), last.get(i).outputs().size(), Changes.NONE));
        }
        return new Outcome.UpToDate(List.of(), results, List.of());
    }

    private Outcome runInFull(NamespaceClaims claims) throws IOException {
        if (hasFailed()) {
            return new Outcome.Failed(generation.diagnostics(), generation.filesRead());
        }
        Optional<LockAdditions> lock = lockAdditions();
        if (lock.isPresent() && request.lockMode() == LockMode.FROZEN && request.mode() != Mode.COMPARE) {
            return new Outcome.LockFrozen(generation.diagnostics(), lock.get(), generation.filesRead());
        }
        if (!claims.claim(namespace())) {
            return new Outcome.Refused(generation.diagnostics(), namespace(), generation.filesRead());
        }
        List<OutputResult> results = plan();
        return request.mode() == Mode.COMPARE ? compare(results) : write(results);
    }

    private boolean hasFailed() {
        return generation.hasErrors() || (request.warningsAsErrors() && generation.hasWarnings());
    }

    /** The lock file, if this job is going to add packets to it. */
    private Optional<Path> lockToExtend() {
        boolean extendsLock = request.mode() != Mode.COMPARE && request.lockMode() == LockMode.EXTEND && !hasFailed();
        return extendsLock ? lockAdditions().map(LockAdditions::file) : Optional.empty();
    }

    private List<OutputResult> plan() throws IOException {
        List<OutputResult> results = new ArrayList<>();
        for (int i = 0; i < request.outputs().size(); i++) {
            Output output = request.outputs().get(i);
            List<GeneratedFile> files = generation.outputs().get(i);
            results.add(new OutputResult(
                    output, files.size(), output.tree(namespace()).plan(files)));
        }
        return results;
    }

    private Outcome compare(List<OutputResult> results) throws IOException {
        Optional<LockAdditions> lock = lockAdditions();
        boolean isSame = lock.isEmpty()
                && results.stream().allMatch(result -> result.changes().isEmpty());
        return isSame
                ? new Outcome.UpToDate(generation.diagnostics(), results, generation.filesRead())
                : new Outcome.Differs(generation.diagnostics(), results, lock, generation.filesRead());
    }

    private Outcome write(List<OutputResult> results) throws IOException {
        ChangedIds changedIds = changedIds();
        for (Output output : request.outputs()) {
            output.records().discard(output.listName(namespace()));
        }
        for (int i = 0; i < request.outputs().size(); i++) {
            request.outputs()
                    .get(i)
                    .tree(namespace())
                    .write(generation.outputs().get(i));
        }
        Optional<LockAdditions> lock = lockAdditions();
        if (lock.isPresent()) {
            String content = generation.lock().orElseThrow().content();
            AtomicFile.writeThroughLinks(lock.get().file(), content.getBytes(StandardCharsets.UTF_8));
        }
        keepRecords();
        return new Outcome.Written(generation.diagnostics(), results, lock, changedIds, generation.filesRead());
    }

    /** With a lock, an id changes only if the author changes the lock. A lock that this run creates has kept no id yet. */
    private ChangedIds changedIds() {
        List<PacketType> packets = generation.protocol().packets();
        boolean areLocked = generation
                .lock()
                .filter(update -> update.added().size() < packets.size())
                .isPresent();
        return ChangedIds.between(areLocked ? List.of() : pastPackets(namespace()), packets);
    }

    /** The record of a run with warnings is not reusable, so that every run reports them. */
    private void keepRecords() throws IOException {
        boolean hasWarnings = generation.hasWarnings();
        for (int i = 0; i < request.outputs().size(); i++) {
            Output output = request.outputs().get(i);
            RunRecord last = RunRecord.of(
                    request.digest(output).orElse(RunRecord.NO_REQUEST),
                    request.sourcesSeenFrom(output.folder()),
                    generation.protocol(),
                    generation.outputs().get(i),
                    generation.inputs(),
                    request.sources().lockOnDisk());
            output.records().keep(output.listName(namespace()), hasWarnings ? last.notReusable() : last);
        }
    }

    private String namespace() {
        return generation.protocol().namespace();
    }

    /** The packets that the lock lacks; a lock that does not exist yet lacks even none. Other changes are not needed. */
    private Optional<LockAdditions> lockAdditions() {
        return generation
                .lock()
                .map(update -> new LockAdditions(Path.of(update.path()), update.added()))
                .filter(additions -> !additions.lines().isEmpty() || !Files.exists(additions.file()));
    }
}
