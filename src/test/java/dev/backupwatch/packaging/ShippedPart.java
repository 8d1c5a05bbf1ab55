package dev.backupwatch.packaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One that the bill of materials names.
 *
 * @param coordinates group:name:version
 * @param jar the file's name, as Quarkus lays it into the application's folder
 * @param licences SPDX ids, or names where SPDX has none; several are a choice
 */
record ShippedPart(String coordinates, String jar, List<String> licences) {

    private static final Path BILL = Path.of("target", "backupwatch-sbom.json");
    private static final Pattern CLASSIFIER = Pattern.compile("[?&]classifier=([^&]+)");

    ShippedPart {
        licences = List.copyOf(licences);
    }

    /** All of the bill that the build has made. */
    static List<ShippedPart> all() throws IOException {
        List<ShippedPart> parts = new ArrayList<>();
        new ObjectMapper().readTree(BILL.toFile()).get("components").forEach(component -> parts.add(of(component)));
        return parts;
    }

    private static ShippedPart of(JsonNode component) {
        String group = component.get("group").asText();
        String nameAndVersion =
                component.get("name").asText() + "-" + component.get("version").asText();
        Matcher classifier = CLASSIFIER.matcher(component.get("purl").asText());
        return new ShippedPart(
                group + ":" + component.get("name").asText() + ":"
                        + component.get("version").asText(),
                group + "." + nameAndVersion + (classifier.find() ? "-" + classifier.group(1) : "") + ".jar",
                licences(component.path("licenses")));
    }

    private static List<String> licences(JsonNode choices) {
        List<String> licences = new ArrayList<>();
        for (JsonNode choice : choices) {
            JsonNode licence = choice.path("license");
            licences.add(licence.path("id")
                    .asText(licence.path("name")
                            .asText(choice.path("expression").asText())));
        }
        return licences;
    }
}
