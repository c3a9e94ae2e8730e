package dev.packetwright.maven;

import dev.packetwright.generator.job.NamespaceClaims;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.uptodate.RunRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoFailureException;

/**
 * The packages and locks that the executions of the plugin have claimed in one build of a project. Two executions that
 * generate the same package would replace each other's files in every build.
 */
final class Claims implements NamespaceClaims {
    private final Map<Object, Object> context;
    private final String scope;
    private final List<Destination> destinations;
    private final Claim own;
    private Optional<String> rival = Optional.empty();

    /**
     * @param context the map that the executions in one build of one project share
     * @param scope the goal; the executions of a goal are compiled together
     * @param destinations the destinations of the execution
     * @param execution the id of the execution
     * @param request the digest of everything that the execution is asked for
     */
    Claims(
            Map<Object, Object> context,
            String scope,
            List<Destination> destinations,
            String execution,
            String request) {
        this.context = context;
        this.scope = scope;
        this.destinations = destinations;
        this.own = new Claim(execution, request);
    }

    private record Claim(String execution, String request) {
        /** The same request under another name is no conflict. */
        boolean conflictsWith(Claim other) {
            return !execution.equals(other.execution) && !request.equals(other.request);
        }
    }

    @Override
    public boolean claim(String packageName) {
        for (String key : keys(packageName).toList()) {
            if (context.putIfAbsent(key, own) instanceof Claim other && own.conflictsWith(other)) {
                rival = Optional.of(other.execution);
                return false;
            }
        }
        return true;
    }

    /**
     * Claims the lock for a protocol. Two protocols with one lock would share its ids, and each would count the packets
     * of the other among its removed ones.
     *
     * @throws MojoFailureException if another execution generates another protocol with the same lock
     */
    void requireOwnLock(Sources sources) throws MojoFailureException {
        if (sources.lockOnDisk().isEmpty()) {
            return;
        }
        Path lock = sources.lockOnDisk().get().toAbsolutePath().normalize();
        Claim claim = new Claim(own.execution, RunRecord.request(sources.names().toList()));
        Object other = context.put("packetwright lock " + lock, claim);
        if (other instanceof Claim earlier && claim.conflictsWith(earlier)) {
            throw new MojoFailureException("the executions '" + earlier.execution + "' and '" + own.execution
                    + "' generate different protocols with one lock, " + lock
                    + ": give each of them a <lockFile> of its own");
        }
    }

    /** A claim of the package for the compilation, if any output is compiled, and one for each output folder. */
    private Stream<String> keys(String packageName) {
        Stream<String> compiled = destinations.stream()
                .filter(Destination::isCompiled)
                .map(destination -> "packetwright " + scope + " " + packageName)
                .distinct();
        return Stream.concat(compiled, destinations.stream().map(destination -> key(packageName, destination)));
    }

    private static String key(String packageName, Destination destination) {
        return "packetwright " + packageName + " " + destination.key();
    }

    /** Whether an execution generates a package into a destination. */
    boolean isClaimed(String packageName, Destination destination) {
        return context.containsKey(key(packageName, destination));
    }

    /** Explains why a claim was refused. */
    String refusal(String packageName) {
        return "the executions '" + rival.orElse("") + "' and '" + own.execution + "' both generate the package "
                + packageName + ": give one of them another <packageName>";
    }
}
