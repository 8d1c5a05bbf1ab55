package dev.backupwatch.service;

import dev.backupwatch.demo.StandIn;
import dev.backupwatch.story.Fork;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One browser, and one stand-in to watch, for all tests of the page: both take their time to start. Who gets the stand-in
 * makes it {@link StandIn#become} anew.
 */
final class SharedBrowser implements BeforeAllCallback, ParameterResolver {

    /** A name that is not this machine's, though it leads here: over plain HTTP a browser then trusts the page less. */
    static final String ELSEWHERE = "backupwatch.example";

    private record Running(StandIn standIn, Chromium chromium) implements AutoCloseable {

        static Running start() {
            Chromium.require();
            StandIn standIn = StandIn.start(
                    Fork.folder("page"), StandIn.Setup.of4301().keepingProgramsIn(Path.of("target", "mariadb")));
            return new Running(standIn, Chromium.launch("--host-resolver-rules=MAP %s 127.0.0.1".formatted(ELSEWHERE)));
        }

        @Override
        public void close() {
            chromium.close();
            standIn.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        running(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == StandIn.class || type == Chromium.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Running running = running(context);
        return parameter.getParameter().getType() == StandIn.class ? running.standIn() : running.chromium();
    }

    private static Running running(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedBrowser.class))
                .getOrComputeIfAbsent(Running.class, type -> Running.start(), Running.class);
    }
}
