package dev.backupwatch.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What the page has shown on the desktop, whether or not there is one: each is the browser's own notification, and noted. */
record Notices(PageInBrowser page) {

    private static final String NOTE = """
            window.notices = [];
            window.Notification = class extends Notification {
              constructor(title, options) {
                super(title, options);
                window.notices.push(this);
              }
            };""";

    /** Of a tab whose notifications were turned on by its button. */
    static Notices turnedOn(BrowserContext profile, Service service) {
        profile.grantPermissions(List.of("notifications"));
        profile.addInitScript(NOTE);
        PageInBrowser page = PageInBrowser.open(profile, service.base(), "?lang=en");
        page.awaitLive();
        page.tab().locator(".settings [aria-pressed=false]").click();
        page.tab().locator(".settings [aria-pressed=true]").waitFor();
        return new Notices(page);
    }

    /** Until one of those events was shown, in its own words. */
    void awaitOneOf(Supplier<List<JsonNode>> events) {
        page.await(() -> events.get().stream()
                .anyMatch(event -> tags().contains(event.get("id").asText())
                        && texts("body").contains(event.at("/data/text/en").asText())));
    }

    /** Their tags: an event's id, for those that tell of one. */
    List<String> tags() {
        return texts("tag");
    }

    /** @param name of a member of notifications, as {@code body} */
    List<String> texts(String name) {
        JsonNode notices = EventLines.parsed(
                (String) page.tab().evaluate("name => JSON.stringify(notices.map(each => each[name]))", name));
        List<String> texts = new ArrayList<>();
        notices.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    void click(String tag) {
        page.tab().evaluate("tag => { notices.find(each => each.tag === tag).onclick(); }", tag);
    }
}
