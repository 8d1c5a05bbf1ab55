package dev.backupwatch.ops;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** SIGHUP reloads, where there is one. */
@Singleton
class HangUp {

    private static final Logger LOG = Logger.getLogger(HangUp.class);

    private final Reload reload;

    @Inject
    HangUp(Reload reload) {
        this.reload = reload;
    }

    /** In dev mode and in tests the process is not this service's. */
    void listen(@Observes StartupEvent event) {
        if (LaunchMode.current() != LaunchMode.NORMAL) {
            return;
        }
        try {
            hear("HUP");
        } catch (ReflectiveOperationException | IllegalArgumentException none) {
            LOG.debug("SIGHUP reloads nothing here", none);
        }
    }

    /** By reflection, for javac warns of the only class that hears signals in a way that nothing silences. */
    private void hear(String signal) throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object listener = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, this::heard);
        type.getMethod("handle", type, handler)
                .invoke(null, type.getConstructor(String.class).newInstance(signal), listener);
    }

    private @Nullable Object heard(Object listener, Method method, Object... signal) {
        if (method.getName().equals("handle")) {
            take();
        }
        return null;
    }

    /** On a thread that the JVM made for this signal, which waits for reloads that came before. */
    private void take() {
        try {
            reload.now();
        } catch (RuntimeException bug) {
            LOG.error("the configuration could not be read anew", bug);
        }
    }
}
