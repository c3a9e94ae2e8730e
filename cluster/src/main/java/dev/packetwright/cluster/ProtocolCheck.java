package dev.packetwright.cluster;

import com.typesafe.config.Config;
import java.util.List;
import org.apache.pekko.cluster.ConfigValidation;
import org.apache.pekko.cluster.Invalid;
import org.apache.pekko.cluster.JoinConfigCompatChecker;
import org.apache.pekko.cluster.Valid$;
import scala.jdk.javaapi.CollectionConverters;

/** Checks that a joining node has the same protocol as the cluster. */
public final class ProtocolCheck extends JoinConfigCompatChecker {
    static final String KEY = "packetwright.cluster.protocol";

    /** Called by Pekko. */
    public ProtocolCheck() {}

    @Override
    public scala.collection.immutable.Seq<String> requiredKeys() {
        return CollectionConverters.asScala(List.of(KEY)).toList();
    }

    @Override
    public ConfigValidation check(Config toCheck, Config actual) {
        String theirs = toCheck.hasPath(KEY) ? toCheck.getString(KEY) : "none";
        String ours = actual.getString(KEY);
        return theirs.equals(ours)
                ? Valid$.MODULE$
                : new Invalid(CollectionConverters.asScala(List.of("the protocols differ: " + theirs + " and " + ours))
                        .toList());
    }
}
