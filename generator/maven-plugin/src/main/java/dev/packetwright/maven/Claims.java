package dev.packetwright.maven;

import java.util.Map;
import org.apache.maven.plugin.MojoFailureException;

/**
 * Which execution has generated which package in this build of a project. Two that generate the same package would replace
 * each other's sources in every build.
 */
final class Claims {
    private final Map<Object, Object> context;
    private final String scope;

    /**
     * @param context what the executions of the plugin in one build of one project share
     * @param scope what is compiled together
     */
    Claims(Map<Object, Object> context, String scope) {
        this.context = context;
        this.scope = scope;
    }

    private record Claim(String execution, String request) {}

    /** Claims a package for an execution; the same request under another name is no conflict. */
    void claim(String packageName, String execution, String request) throws MojoFailureException {
        Object earlier = context.putIfAbsent(key(packageName), new Claim(execution, request));
        if (earlier instanceof Claim other && !other.execution.equals(execution) && !other.request.equals(request)) {
            throw new MojoFailureException("the executions '" + other.execution + "' and '" + execution
                    + "' both generate the package " + packageName + ": give one of them another <packageName>");
        }
    }

    boolean isClaimed(String packageName) {
        return context.containsKey(key(packageName));
    }

    private String key(String packageName) {
        return "packetwright " + scope + " " + packageName;
    }
}
