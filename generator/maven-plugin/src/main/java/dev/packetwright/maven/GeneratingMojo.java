package dev.packetwright.maven;

import dev.packetwright.generator.Generation;
import dev.packetwright.generator.Generator;
import dev.packetwright.generator.load.Artifact;
import dev.packetwright.generator.output.AtomicFile;
import dev.packetwright.generator.output.OutputTree;
import dev.packetwright.generator.target.GeneratedFile;
import dev.packetwright.generator.uptodate.RunRecord;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.model.Resource;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;

/**
 * Brings the sources up to date, if they are not.
 *
 * <p>A receipt in the build folder tells whether they are: one for each execution, as each has its own inputs. It also tells
 * what the execution generated last time, and so what has to go when the package is another one now.
 */
@SuppressWarnings("NullAway.Init")
abstract class GeneratingMojo extends SourcesMojo {
    /** What no request is called: the receipt of a run with warnings, which are to be told again. */
    private static final String NEVER = "";

    /**
     * Whether to pack the PDL files, and the lock, into the jar of the project, below {@code META-INF/packetwright}: other
     * projects import them from there.
     *
     * @since 0.1.0
     */
    @Parameter(property = "packetwright.pack", defaultValue = "false")
    private boolean pack;

    @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
    private PluginDescriptor plugin;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution execution;

    GeneratingMojo(RepositorySystem repositories, Markers markers) {
        super(repositories, markers);
    }

    /** Registers the sources with the project. */
    abstract void register(Path folder);

    /** Registers a resource with the project. */
    abstract void register(Resource resource);

    @Override
    final void prepare() {
        register(outputFolder());
        if (pack && Files.isDirectory(sourceFolder())) {
            Resource resource = new Resource();
            resource.setDirectory(sourceFolder().toString());
            resource.setTargetPath(Artifact.FOLDER);
            resource.setIncludes(new ArrayList<>(includes()));
            resource.addInclude(PdlSources.LOCK);
            resource.setExcludes(new ArrayList<>(excludes()));
            register(resource);
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    final void run(ProjectArtifacts artifacts, Report report) throws IOException, MojoFailureException {
        PdlSources sources = sources(artifacts);
        String request = request(sources);
        Optional<RunRecord> last = RunRecord.read(receiptFile());
        Claims claims = new Claims(getPluginContext(), execution.getGoal());
        if (sources.isEmpty()) {
            forget(last, claims);
            Files.deleteIfExists(receiptFile());
            report.warn(nothingIn() + ": nothing to generate");
        } else if (last.isPresent() && last.get().isStillTrue(request, artifacts, outputFolder())) {
            claims.claim(last.get().packageName(), execution.getExecutionId(), request);
            getLog().info(outputFolder() + ": " + last.get().outputs().size() + " files, all up to date");
        } else {
            Generator generator = sources.read(artifacts);
            Generation generation = generate(generator, report);
            String packageName = generation.protocol().namespace();
            claims.claim(packageName, execution.getExecutionId(), request);
            bring(generation, generator, sources, request);
            forget(last.filter(receipt -> !receipt.packageName().equals(packageName)), claims);
        }
    }

    /** All that has a say in what is generated, but the content of the files. */
    private String request(PdlSources sources) throws IOException, MojoFailureException {
        List<String> parts = new ArrayList<>(ToolIdentity.of(plugin));
        parts.add(outputFolder().toString());
        parts.add(packageName().orElse(""));
        parts.add(defaultPackage());
        parts.add(wishes());
        sources.names().forEach(parts::add);
        return RunRecord.request(parts);
    }

    private void bring(Generation generation, Generator generator, PdlSources sources, String request)
            throws IOException {
        OutputTree tree = new OutputTree(outputFolder(), generation.protocol().namespace());
        OutputTree.Changes changes = tree.write(generation.files());
        Optional<GeneratedFile> lock = changedLock(generation);
        if (lock.isPresent()) {
            AtomicFile.write(lock.get());
        }
        String lasting = generation.diagnostics().isEmpty() ? request : NEVER;
        RunRecord.of(lasting, generation.protocol().namespace(), generation.files(), generator.inputs(), sources.lock())
                .write(receiptFile());
        getLog().info(outputFolder() + ": " + generation.files().size() + " files, "
                + changes.written().size() + " of them written; "
                + changes.removed().size() + " removed");
        if (!changes.isEmpty()) {
            markers().refresh(outputFolder());
        }
    }

    /** Removes what this execution generated before into a package that it does not generate any more. */
    private void forget(Optional<RunRecord> last, Claims claims) throws IOException {
        if (last.isPresent() && !claims.isClaimed(last.get().packageName())) {
            String packageName = last.get().packageName();
            OutputTree.Changes changes = new OutputTree(outputFolder(), packageName).write(List.of());
            getLog().info(outputFolder() + ": " + changes.removed().size() + " files of the package " + packageName
                    + " removed");
            markers().refresh(outputFolder());
        }
    }

    private Path receiptFile() {
        String name = execution.getGoal() + "@" + execution.getExecutionId();
        return Path.of(project().getBuild().getDirectory(), "packetwright")
                .resolve(URLEncoder.encode(name, StandardCharsets.UTF_8) + ".receipt");
    }
}
