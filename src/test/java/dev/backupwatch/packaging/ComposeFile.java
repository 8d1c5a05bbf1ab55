package dev.backupwatch.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What is composed, after docker-compose has read it: anchors resolved, paths absolute. */
record ComposeFile(Map<?, ?> content) {

    /** The file's text as docker-compose prints it, which it does only if it understands all of it. */
    static String resolved(String file) throws IOException {
        Tool.Answer answer = Tool.DOCKER_COMPOSE.run("-f", "docker/" + file, "config");
        assertThat(answer.status()).as(answer.said()).isZero();
        return answer.said();
    }

    static ComposeFile of(String resolved) {
        return new ComposeFile(yaml(resolved));
    }

    static Map<?, ?> yaml(String text) {
        return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
    }

    Map<?, ?> services() {
        return map(content, "services");
    }

    Map<?, ?> service(Object name) {
        return map(services(), name);
    }

    static Map<?, ?> map(Map<?, ?> owner, Object key) {
        return owner.get(key) instanceof Map<?, ?> found ? found : Map.of();
    }

    static List<?> list(Map<?, ?> owner, Object key) {
        return owner.get(key) instanceof List<?> found ? found : List.of();
    }
}
