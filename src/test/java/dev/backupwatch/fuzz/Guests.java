package dev.backupwatch.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who is let in, and by what.
 *
 * @param headers lines that show who it is; none where nobody is asked
 * @param parameters of a stream's address that show it
 * @param hidden what none of them may see
 */
public record Guests(List<String> headers, List<String> parameters, Set<String> hidden) {

    /** Everybody may see everything. */
    public static final Guests ALL = new Guests(List.of(), List.of(), Set.of());

    /** Whose wrong guesses make only themselves wait. */
    boolean areAsked() {
        return !headers.isEmpty();
    }

    /** Mostly one that is good; empty also for a stranger. */
    Optional<String> header(Draws draws) {
        return headers.isEmpty() || draws.chance(0.1)
                ? Optional.empty()
                : Optional.of(nearly(draws, draws.oneOf(headers)));
    }

    List<String> parameters(Draws draws) {
        return parameters.isEmpty() || draws.chance(0.9) ? List.of() : List.of(nearly(draws, draws.oneOf(parameters)));
    }

    void holdFor(byte[] received) {
        if (!hidden.isEmpty()) {
            String text = new String(received, StandardCharsets.UTF_8);
            hidden.forEach(secret -> Laws.demand(!text.contains(secret), "shows what is hidden: " + secret));
        }
    }

    /** Now and then with some letters changed, of those that may stand there. */
    private static String nearly(Draws draws, String right) {
        if (draws.chance(0.7)) {
            return right;
        }
        int value = Math.max(right.indexOf('='), right.lastIndexOf(' ')) + 1;
        byte[] changed = draws.mutated(Bytes.of(right.substring(value)));
        return right.substring(0, value) + new String(changed, StandardCharsets.UTF_8).replaceAll("[^!-~]|[#&]", "");
    }
}
