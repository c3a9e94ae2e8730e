package dev.packetwright.maven;

import dev.packetwright.generator.job.GenerationJob;
import dev.packetwright.generator.job.LockAdditions;
import dev.packetwright.generator.job.LockMode;
import dev.packetwright.generator.job.Mode;
import dev.packetwright.generator.job.Outcome;
import dev.packetwright.generator.job.Outcome.OutputResult;
import dev.packetwright.generator.job.Output;
import dev.packetwright.generator.job.Request;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.output.OutputTree.Changes;
import dev.packetwright.generator.uptodate.RunRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/**
 * The work of the goals that generate: runs a job and removes the files of the last run if the package has changed.
 *
 * <p>Each execution has its own record of the last run for each output, since each has its own inputs.
 */
final class Generating {
    private final PdlMojo goal;
    private final CodeSettings settings;
    private final LockMode lockMode;
    private final List<Destination> destinations;
    private final Map<Destination, BuildRecords> records = new LinkedHashMap<>();
    private final Log log;

    Generating(PdlMojo goal, CodeSettings settings, LockMode lockMode) throws MojoFailureException {
        this.goal = goal;
        this.settings = settings;
        this.lockMode = lockMode;
        this.destinations = settings.destinations();
        this.log = goal.getLog();
        MojoExecution execution = goal.execution();
        Path buildFolder = Path.of(goal.project().getBuild().getDirectory());
        String id = execution.getGoal() + "@" + execution.getExecutionId();
        destinations.forEach(destination -> records.put(destination, destination.records(buildFolder, id)));
    }

    void run(ProjectArtifacts artifacts, Report report) throws IOException, MojoFailureException {
        Sources sources = goal.sources(artifacts);
        Request request = request(sources);
        Claims claims = claims(request);
        Map<Destination, String> last = lastPackages();
        if (sources.files().isEmpty()) {
            removeAll(last, claims);
            report.warn(goal.nothingIn() + ": nothing to generate");
            return;
        }
        claims.requireOwnLock(sources);
        Outcome outcome = GenerationJob.run(request, claims);
        report.report(outcome);
        if (outcome instanceof Outcome.Refused refused) {
            throw new MojoFailureException(claims.refusal(refused.namespace()));
        } else if (outcome instanceof Outcome.LockFrozen frozen) {
            fail(frozen.lock());
        } else if (outcome instanceof Outcome.UpToDate upToDate) {
            upToDate.outputs().forEach(result -> log.info(inWords(result) + ", all up to date"));
        } else if (outcome instanceof Outcome.Written written) {
            written.outputs().forEach(this::tellWritten);
            written.lock().ifPresent(lock -> lock.whenAdded().forEach(log::warn));
            written.changedIds().inWords().ifPresent(log::warn);
            removeOld(last, claims);
        }
    }

    private void fail(LockAdditions lacking) throws MojoFailureException {
        List<String> text = lacking.whenFrozen();
        text.forEach(log::error);
        throw new MojoFailureException(text.get(0) + " " + String.join(", ", lacking.lines()));
    }

    private Request request(Sources sources) throws IOException, MojoFailureException {
        List<Output> outputs = new ArrayList<>();
        for (Map.Entry<Destination, BuildRecords> output : records.entrySet()) {
            outputs.add(settings.output(output.getKey(), output.getValue()));
        }
        return new Request(
                sources,
                settings.validPackage(),
                settings.defaultPackage(),
                outputs,
                Mode.UPDATE,
                lockMode,
                goal.isWarningAnError(),
                Optional.of(String.join("\n", ToolIdentity.of(goal.plugin()))));
    }

    /** Claims for a request that is identified by its outputs and their folders. */
    @SuppressWarnings("unchecked")
    private Claims claims(Request request) {
        List<String> parts = new ArrayList<>();
        for (Output output : request.outputs()) {
            parts.add(output.folder() + " " + request.digest(output).orElseThrow());
        }
        return new Claims(
                goal.getPluginContext(),
                goal.execution().getGoal(),
                destinations,
                goal.execution().getExecutionId(),
                RunRecord.request(parts));
    }

    private Map<Destination, String> lastPackages() {
        Map<Destination, String> last = new LinkedHashMap<>();
        records.forEach((destination, record) ->
                record.lastPackage().ifPresent(packageName -> last.put(destination, packageName)));
        return last;
    }

    private void tellWritten(OutputResult result) {
        Changes changes = result.changes();
        log.info(inWords(result) + ", " + changes.written().size() + " of them written; "
                + changes.removed().size() + " removed");
        if (!changes.isEmpty()) {
            goal.markers().refresh(result.output().folder());
        }
    }

    private static String inWords(OutputResult result) {
        return result.output().folder() + ": " + result.files() + " files";
    }

    /** Removes the files of the last run and its records. */
    private void removeAll(Map<Destination, String> last, Claims claims) throws IOException, MojoFailureException {
        removeOld(last, claims);
        for (BuildRecords record : records.values()) {
            record.delete();
        }
    }

    /** Removes the files of the last run whose package no execution of this build generates. */
    private void removeOld(Map<Destination, String> last, Claims claims) throws IOException, MojoFailureException {
        for (Map.Entry<Destination, String> entry : last.entrySet()) {
            Destination destination = entry.getKey();
            String packageName = entry.getValue();
            if (!claims.isClaimed(packageName, destination)) {
                Changes changes = settings.output(destination).tree(packageName).write(List.of());
                log.info(destination.folder() + ": " + changes.removed().size() + " files of the package " + packageName
                        + " removed");
                goal.markers().refresh(destination.folder());
            }
        }
    }
}
