package dev.backupwatch.packaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The image's instructions, in their order. */
public record Dockerfile(List<Instruction> instructions) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * One of them.
     *
     * @param stage 0 for what follows the first FROM, that included
     * @param text all after the keyword, on one line
     */
    record Instruction(int stage, String keyword, String text) {

        /** @throws IllegalArgumentException unless that stands in brackets */
        List<String> words() {
            try {
                return List.of(MAPPER.readValue(text.substring(text.indexOf('[')), String[].class));
            } catch (JsonProcessingException | StringIndexOutOfBoundsException notInBrackets) {
                throw new IllegalArgumentException(text, notInBrackets);
            }
        }
    }

    public Dockerfile {
        instructions = List.copyOf(instructions);
    }

    public static Dockerfile ofTheProject() throws IOException {
        return of(Files.readString(Path.of("docker", "Dockerfile")));
    }

    static Dockerfile of(String file) {
        List<Instruction> instructions = new ArrayList<>();
        int stage = -1;
        String joined = file.replaceAll("(?m)^#.*\n", "").replaceAll("\\\\\n\\s*", "");
        for (String line : joined.lines().filter(each -> !each.isBlank()).toList()) {
            String[] parts = line.split(" ", 2);
            stage += parts[0].equals("FROM") ? 1 : 0;
            instructions.add(new Instruction(stage, parts[0], parts[1]));
        }
        return new Dockerfile(instructions);
    }

    List<Instruction> all(String keyword) {
        return instructions.stream()
                .filter(each -> each.keyword().equals(keyword))
                .toList();
    }

    /** Those of the stage that becomes the image. */
    List<Instruction> shipped() {
        int last = instructions.get(instructions.size() - 1).stage();
        return instructions.stream().filter(each -> each.stage() == last).toList();
    }

    /** What runs in a container. */
    public List<String> entrypoint() {
        return all("ENTRYPOINT").get(0).words();
    }

    /** What tells whether it is well. */
    public List<String> healthcheck() {
        return all("HEALTHCHECK").get(0).words();
    }

    /** The environment that it has by itself. */
    public Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        shipped().stream()
                .filter(each -> each.keyword().equals("ENV"))
                .map(each -> each.text().split("=", 2))
                .forEach(pair -> environment.put(pair[0], pair[1]));
        return environment;
    }

    /** The user's number. */
    public String user() {
        return all("USER").get(0).text();
    }
}
