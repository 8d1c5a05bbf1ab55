package dev.backupwatch.service;

import dev.backupwatch.service.ReadmeBlock.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A heading, and what stands below it up to the next one, of whatever level. */
record ReadmeSection(ReadmeBlock heading, List<ReadmeBlock> body) {

    /** @throws IllegalArgumentException if something stands before the first heading */
    static List<ReadmeSection> allOf(List<ReadmeBlock> blocks) {
        List<ReadmeSection> sections = new ArrayList<>();
        for (ReadmeBlock block : blocks) {
            if (block.kind() == Kind.HEADING) {
                sections.add(new ReadmeSection(block, new ArrayList<>()));
            } else if (sections.isEmpty()) {
                throw new IllegalArgumentException("before the first heading: " + block.text());
            } else {
                sections.get(sections.size() - 1).body().add(block);
            }
        }
        return sections;
    }

    /** By GitHub's rules: letters, digits, hyphens and underscores of any script stay, and each space becomes a hyphen. */
    String anchor() {
        return "#"
                + heading.text()
                        .substring(heading.level() + 1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("(?U)[^\\w\\- ]", "")
                        .replace(' ', '-');
    }

    List<Kind> kinds() {
        return body.stream().map(ReadmeBlock::kind).toList();
    }

    List<String> codeBlocks() {
        return body.stream()
                .filter(block -> block.kind() == Kind.CODE)
                .map(ReadmeBlock::text)
                .toList();
    }

    List<ReadmeBlock> rows() {
        return body.stream().filter(block -> block.kind() == Kind.ROW).toList();
    }

    List<String> spans() {
        return Stream.concat(Stream.of(heading), body.stream())
                .flatMap(block -> block.spans().stream())
                .toList();
    }

    List<String> links() {
        return body.stream().flatMap(block -> block.links().stream()).toList();
    }
}
