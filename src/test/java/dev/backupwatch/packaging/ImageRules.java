package dev.backupwatch.packaging;

import dev.backupwatch.packaging.Dockerfile.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is asked of the Dockerfile: the image is built the same again, and whoever breaks into a container finds little. */
final class ImageRules {

    private static final Pattern SECRET = Pattern.compile("(?i).*(password|passwd|secret|token|key).*");

    private final Dockerfile file;
    private final List<String> complaints = new ArrayList<>();

    private ImageRules(Dockerfile file) {
        this.file = file;
    }

    static List<String> complaints(Dockerfile file) {
        var rules = new ImageRules(file);
        rules.bases();
        rules.user();
        rules.commands();
        rules.packages();
        rules.copies();
        rules.contents();
        return rules.complaints;
    }

    private void bases() {
        each("FROM", from -> from.text().matches("\\S+:\\d[\\w.-]*( AS \\w+)?"), "names no version of its base");
    }

    private void user() {
        List<Instruction> shipped = file.shipped();
        complainUnless(
                shipped.stream().anyMatch(each -> each.keyword().equals("USER")),
                "USER: there is none, so it runs as root");
        each("USER", user -> user.text().matches("[1-9]\\d*"), "is no number other than 0, which a host could check");
        int last = -1;
        for (int i = 0; i < shipped.size(); i++) {
            last = shipped.get(i).keyword().equals("USER") ? i : last;
        }
        complainUnless(
                shipped.stream()
                        .skip(last + 1L)
                        .noneMatch(each -> each.keyword().matches("COPY|ADD|RUN")),
                "USER: files are made after it, which the service could change");
    }

    private void commands() {
        Stream.of("ENTRYPOINT", "HEALTHCHECK")
                .forEach(keyword -> complainUnless(file.all(keyword).size() == 1, keyword + ": there must be one"));
        for (String keyword : List.of("ENTRYPOINT", "CMD", "HEALTHCHECK")) {
            each(
                    keyword,
                    command -> command.text().endsWith("]"),
                    "runs in a shell, which does not hand on SIGTERM and may be missing");
        }
    }

    private void packages() {
        each(
                "RUN",
                run -> !run.text().contains("apt-get install")
                        || (run.text().contains("--no-install-recommends")
                                && run.text().contains("rm -rf /var/lib/apt/lists")),
                "leaves behind what it installed with");
        each(
                "RUN",
                run -> !run.text().matches(".*\\b(sudo|curl|wget)\\b.*"),
                "fetches what nobody checks, or asks for root");
    }

    private void copies() {
        each("ADD", add -> false, "may fetch or unpack: COPY says what it does");
        each("COPY", copy -> !copy.text().matches("(--\\S+ )*\\.\\.? .*"), "copies whatever lies there");
        complainUnless(
                order("COPY", "pom.xml") < order("COPY", "src/main"),
                "COPY: sources come before what is fetched for them");
        complainUnless(order("COPY", "/lib/") < order("COPY", "/app/"), "COPY: what changes often comes first");
    }

    private void contents() {
        for (String keyword : List.of("ENV", "ARG")) {
            each(
                    keyword,
                    each -> !SECRET.matcher(each.text().split("=", 2)[0]).matches(),
                    "stays readable in the image");
        }
        complainUnless(file.all("VOLUME").size() == 1, "VOLUME: there must be one");
        each("WORKDIR", folder -> folder.text().startsWith("/"), "depends on the one before");
    }

    private int order(String keyword, String text) {
        List<Instruction> all = file.all(keyword);
        return (int) all.stream().takeWhile(each -> !each.text().contains(text)).count();
    }

    private void each(String keyword, Predicate<Instruction> rule, String otherwise) {
        file.all(keyword).stream()
                .filter(rule.negate())
                .forEach(each -> complaints.add(keyword + " " + each.text() + ": " + otherwise));
    }

    private void complainUnless(boolean isKept, String complaint) {
        if (!isKept) {
            complaints.add(complaint);
        }
    }
}
