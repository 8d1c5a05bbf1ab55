package dev.backupwatch.packaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What is asked of each service that is composed. */
final class ComposeRules {

    /** Their images need to be root, or to write where they like. */
    private static final Set<String> AS_THEIR_MAKERS_WANT = Set.of("oceanbase", "nats1", "nats2", "nats3", "proxy");

    private static final Pattern SECRET = Pattern.compile("(?i).*(password|passwd|secret|token|key)");
    private static final Pattern VERSION = Pattern.compile(".+:v?\\d+\\.[\\w.-]+");

    private final String name;
    private final Map<?, ?> service;
    private final List<String> complaints = new ArrayList<>();

    private ComposeRules(String name, Map<?, ?> service) {
        this.name = name;
        this.service = service;
    }

    static List<String> complaints(ComposeFile file) {
        List<String> all = new ArrayList<>();
        for (Object name : file.services().keySet()) {
            var rules = new ComposeRules(String.valueOf(name), file.service(name));
            rules.image();
            rules.secrets();
            rules.ports();
            if (!AS_THEIR_MAKERS_WANT.contains(rules.name)) {
                rules.rights();
            }
            all.addAll(rules.complaints);
        }
        return all;
    }

    /** Ours is built here, and brings a check of its own. */
    private void image() {
        boolean isOurs = service.containsKey("build");
        boolean endsByItself = "no".equals(service.get("restart"));
        complainUnless(
                isOurs || VERSION.matcher(String.valueOf(service.get("image"))).matches(), "has no version");
        complainUnless(isOurs || endsByItself || service.containsKey("healthcheck"), "has no health check");
    }

    private void secrets() {
        for (Object variable : ComposeFile.map(service, "environment").keySet()) {
            complainUnless(!SECRET.matcher(String.valueOf(variable)).matches(), "has a plain " + variable);
        }
    }

    private void ports() {
        for (Object port : ComposeFile.list(service, "ports")) {
            complainUnless(String.valueOf(port).startsWith("127.0.0.1:"), "listens to other machines");
        }
    }

    private void rights() {
        complainUnless(Boolean.TRUE.equals(service.get("read_only")), "may write anywhere");
        complainUnless(ComposeFile.list(service, "cap_drop").contains("ALL"), "has rights of root");
        complainUnless(ComposeFile.list(service, "security_opt").contains("no-new-privileges:true"), "may become root");
        complainUnless(
                ComposeFile.list(service, "tmpfs").stream()
                        .map(String::valueOf)
                        .anyMatch(tmpfs -> tmpfs.startsWith("/tmp:") && tmpfs.contains("noexec")),
                "has no /tmp in which nothing can be executed");
    }

    private void complainUnless(boolean isKept, String complaint) {
        if (!isKept) {
            complaints.add(name + " " + complaint);
        }
    }
}
