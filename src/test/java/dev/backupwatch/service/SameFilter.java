package dev.backupwatch.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import java.util.List;

/** A filter as the page's address has it, and by the contract the same as the service is asked for it. */
record SameFilter(String address, String query) {

    static final List<SameFilter> ALL = List.of(
            as("cluster=prod"),
            as("tenant=1002"),
            as("tenant=orders,1004"),
            as("tenant=crm"),
            as("type=backup.job"),
            as("type=backup.job.started,backup.tenant,source"),
            as("severity=info"),
            as("severity=warning"),
            as("severity=error"),
            as("severity=error,warning"),
            as("cluster=prod&tenant=1004&type=backup.task&severity=error"),
            new SameFilter("only=1/7", "root=1/7"),
            new SameFilter("only=1/007&type=backup", "root=1/7&type=backup"),
            new SameFilter("only=1/7&tenant=crm,1002", "root=1/7&tenant=crm,1002"),
            new SameFilter("only=1004/7", "tenant=1004&job=7"),
            new SameFilter("only=1004/7&tenant=1002", "tenant=1004&job=7"),
            new SameFilter("only=1002/8&cluster=prod", "cluster=prod&tenant=1002&job=8"),
            new SameFilter("type=backup.task,%20,&tenant=", "type=backup.task"));

    private static final String PASSED_IN_BROWSER = """
            async ([addresses, events]) => {
              const {accepts, filterOf} = await import(document.querySelector('link[href$="/events/filter.js"]').href);
              const all = JSON.parse(events);
              return addresses.map(address => {
                const filter = filterOf(name => new URLSearchParams(address).get(name) ?? '');
                return all.filter(event => accepts(filter, event)).map(({id}) => id);
              });
            }""";

    private static SameFilter as(String both) {
        return new SameFilter(both, both);
    }

    boolean passesAll() {
        return query.equals("cluster=prod") || query.equals("severity=info");
    }

    /** Of each filter in their order, the ids of those events that the page would show. */
    @SuppressWarnings("unchecked")
    static List<List<String>> allPassedInBrowser(Page tab, List<JsonNode> events) {
        List<String> addresses = ALL.stream().map(SameFilter::address).toList();
        return (List<List<String>>) tab.evaluate(PASSED_IN_BROWSER, List.of(addresses, events.toString()));
    }
}
