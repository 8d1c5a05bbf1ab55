package dev.backupwatch.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/** What a tab's console says is wrong, violations of the policy among it, and each error that the page did not catch. */
final class Complaints {

    /** The console tells some violations, and not each of those that the policy knows. */
    private static final String TELL_VIOLATIONS = """
            addEventListener('securitypolicyviolation', ({violatedDirective, blockedURI, sample}) =>
              console.error(`violates ${violatedDirective}: ${blockedURI} ${sample}`));""";

    private final List<String> heard = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();

    /** Before the tab goes anywhere. */
    static Complaints of(Page tab) {
        var complaints = new Complaints();
        tab.addInitScript(TELL_VIOLATIONS);
        tab.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.heard.add(message.text() + " at " + message.location());
            }
        });
        tab.onPageError(complaints.heard::add);
        return complaints;
    }

    /** Those with this text in them are no surprise to the test. */
    void expect(String text) {
        expected.add(text);
    }

    void assertNone() {
        assertThat(heard)
                .as("what the browser complains of")
                .filteredOn(complaint -> expected.stream().noneMatch(complaint::contains))
                .isEmpty();
    }
}
