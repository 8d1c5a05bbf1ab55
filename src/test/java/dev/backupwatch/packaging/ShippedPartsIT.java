package dev.backupwatch.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever asks what is in it, and under which licences, must be told of all of it and of nothing else. */
class ShippedPartsIT {

    private static final Path LIBRARIES = Path.of(System.getProperty("packaged.service", "target/quarkus-app"), "lib");
    private static final Path LIST_FOR_PEOPLE = Path.of("target", "THIRD-PARTY.txt");

    /** None of them asks more of who passes the service on than to keep its notice. */
    private static final Set<String> ALLOWED = Set.of(
            "Apache-2.0",
            "MIT",
            "MIT-0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "CC0-1.0",
            // Asks for the source of changes to what is under it; we make none.
            "EPL-2.0",
            // The MIT licence under a name of its own.
            "Bouncy Castle Licence");

    @Test
    void theBillOfMaterialsNamesTheJarsThatShipAndNoOthers() throws IOException {
        assertThat(ShippedPart.all()).extracting(ShippedPart::jar).containsExactlyInAnyOrderElementsOf(shippedJars());
    }

    @Test
    void eachPartMayBeHadUnderALicenceThatIsAllowed() throws IOException {
        assertThat(ShippedPart.all())
                .filteredOn(part -> part.licences().stream().noneMatch(ALLOWED::contains))
                .isEmpty();
    }

    @Test
    void theListForPeopleNamesEachPart() throws IOException {
        String list = Files.readString(LIST_FOR_PEOPLE);

        assertThat(ShippedPart.all())
                .extracting(ShippedPart::coordinates)
                .allSatisfy(part -> assertThat(list).contains("(" + part + " - "));
    }

    private static List<String> shippedJars() throws IOException {
        try (Stream<Path> files = Files.walk(LIBRARIES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .toList();
        }
    }
}
