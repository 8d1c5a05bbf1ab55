package dev.backupwatch.stream;

import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The log cannot be read yet, or not just now. Who asks again later, or elsewhere, may be answered. */
public final class UnreadableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private UnreadableException(Throwable cause) {
        super(cause);
    }

    /** The same answer, which fails so where the log was what failed. */
    static <T> Uni<T> where(Uni<T> answer) {
        return answer.onFailure(failure -> failure instanceof IOException || failure instanceof UncheckedIOException)
                .transform(UnreadableException::new);
    }
}
