package dev.backupwatch.insight;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.backupwatch.event.Failure.ErrorCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The numbers in RESULT that backups meet: those that OceanBase's code for backup, log archive, storage and RPC returns.
 *
 * <p>Numbers and names are OceanBase's, from {@code src/share/ob_errno.def} of github.com/oceanbase/oceanbase at
 * 9a2fa4765a4726e7b388492db6ec7f2a98073889 (4.3.0.1); there a number is never given to another error. -9120 is from
 * 1af450cb550012cb8d4ad0e0afa1defff1e6e275, and what is below -9120 from the same file of
 * github.com/oceanbase/seekdb at 025456a0dc998f79c95c49df3f6cc22e0089335d: newer versions say -9129 for what had been
 * -9003, -9060 and -9105, a number for each object storage. The meanings are ours.
 */
final class ErrorCodes {

    private static final String TABLE = "error-codes.tsv";
    private static final Map<Long, ErrorCode> KNOWN = read();

    private ErrorCodes() {}

    /** Empty where backups are not known to meet that number. */
    static Optional<ErrorCode> of(long result) {
        return Optional.ofNullable(KNOWN.get(result));
    }

    /** All of them, by their numbers. */
    static Map<Long, ErrorCode> known() {
        return KNOWN;
    }

    private static Map<Long, ErrorCode> read() {
        try (InputStream table = Objects.requireNonNull(ErrorCodes.class.getResourceAsStream(TABLE), TABLE);
                var lines = new BufferedReader(new InputStreamReader(table, UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .collect(Collectors.toUnmodifiableMap(
                            fields -> Long.valueOf(fields[0]),
                            fields -> new ErrorCode(fields[1], fields[2], fields[3])));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
