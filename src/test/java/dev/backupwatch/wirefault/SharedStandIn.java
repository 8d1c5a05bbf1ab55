package dev.backupwatch.wirefault;

import dev.backupwatch.demo.StandIn;
import dev.backupwatch.story.Fork;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One MariaDB for all tests of this room, ended after the last of them. */
final class SharedStandIn implements BeforeAllCallback, ParameterResolver {

    private record Running(StandIn standIn) implements AutoCloseable {

        @Override
        public void close() {
            standIn.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        standIn(context);
    }

    private static StandIn standIn(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedStandIn.class))
                .getOrComputeIfAbsent(Running.class, type -> new Running(start()), Running.class)
                .standIn();
    }

    private static StandIn start() {
        return StandIn.start(
                Fork.folder("wire-test"), StandIn.Setup.of4301().keepingProgramsIn(Path.of("target", "mariadb")));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == StandIn.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return standIn(context);
    }
}
