package dev.packetwright.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A test that compiles and runs C#. It is left out where there is no Mono; {@link Mono#reportWhatIsLeftOut} says so, or fails. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsMono.Condition.class)
public @interface NeedsMono {
    /** The condition. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return Mono.isThere()
                    ? ConditionEvaluationResult.enabled("mcs and mono are there")
                    : ConditionEvaluationResult.disabled("mcs and mono are not there");
        }
    }
}
