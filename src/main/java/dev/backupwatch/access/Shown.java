package dev.backupwatch.access;

import java.util.Optional;

/**
 * What a request shows of who it is from. Of several the first counts, in this order.
 *
 * @param bearer token of an Authorization header
 * @param session the cookie
 * @param ticket of the URL
 * @param stamp that came with the cursor of a ticket's stream
 * @param address from which it comes
 */
public record Shown(
        Optional<String> bearer,
        Optional<String> session,
        Optional<String> ticket,
        Optional<String> stamp,
        String address) {

    /** The secrets in it are not printed. */
    @Override
    public String toString() {
        return "Shown[from %s]".formatted(address);
    }
}
