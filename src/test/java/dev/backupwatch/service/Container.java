package dev.backupwatch.service;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.backupwatch.packaging.Dockerfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** What a container of the image would be, made of this machine: its files, its volume, its user, its command. */
final class Container {

    private static final Path SCRIPT = Path.of("src", "test", "resources", "packaging", "contained.sh");
    private static final String LIBRARY = "libsqlitejdbc.so";

    private final Dockerfile image;
    private final Path folder;
    private final Path volume;

    private Container(Dockerfile image, Path folder, Path volume) {
        this.image = image;
        this.folder = folder;
        this.volume = volume;
    }

    /** Skips the test where this user may not mount, or there is no curl, which the image has; except on the build server, where it must run. */
    static Container prepare() throws IOException, InterruptedException {
        if (!"true".equals(System.getenv("CI"))) {
            assumeTrue("root".equals(System.getProperty("user.name")), "only root may mount");
        }
        Curl.require();
        Dockerfile image = Dockerfile.ofTheProject();
        Path home = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "container");
        Path folder = Files.createDirectory(home.resolve("backupwatch"));
        copyApplication(folder);
        unpackLibrary(folder);
        Path volume = Files.createDirectory(home.resolve("volume"));
        new ProcessBuilder("chown", image.user() + ":0", volume.toString())
                .start()
                .waitFor();
        return new Container(image, folder, volume);
    }

    /** Its only folder that can be written to. */
    Path volume() {
        return volume;
    }

    /** What the image brings. */
    Path folder() {
        return folder;
    }

    /** As the image's ENTRYPOINT says, with that environment besides the image's. */
    PackagedService start(Map<String, String> environment) {
        List<String> command = new ArrayList<>(List.of("unshare", "--mount", "--propagation", "private"));
        command.addAll(List.of("sh", SCRIPT.toString(), folder.toString(), volume.toString(), image.user()));
        image.entrypoint().forEach(word -> command.add(hereFor(word)));
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().merge("PATH", System.getProperty("java.home") + "/bin", (path, jdk) -> jdk + ":" + path);
        image.environment().forEach((name, value) -> process.environment().put(name, hereFor(value)));
        process.environment().putAll(environment);
        return PackagedService.run(process);
    }

    /** What the image's HEALTHCHECK says of the service on that port. */
    boolean isHealthy(String port) throws IOException, InterruptedException {
        List<String> command = image.healthcheck().stream()
                .map(word -> word.replace(":8080/", ":" + port + "/"))
                .toList();
        return new ProcessBuilder(command).start().waitFor() == 0;
    }

    private static String hereFor(String imagesPath) {
        return imagesPath.replaceAll("(^|=)/(opt|var)/", "$1/mnt/$2/");
    }

    private static void copyApplication(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(PackagedService.FOLDER)) {
            for (Path file : files.toList()) {
                Path copy =
                        folder.resolve(PackagedService.FOLDER.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.createLink(copy, file);
                }
            }
        }
    }

    /** As the Dockerfile's build stage does. */
    private static void unpackLibrary(Path folder) throws IOException {
        String machine = System.getProperty("os.arch").equals("amd64") ? "x86_64" : System.getProperty("os.arch");
        Path libraries = Files.createDirectory(folder.resolve("native"));
        try (Stream<Path> jars = Files.list(folder.resolve("lib/main"))) {
            Path driver = jars.filter(jar -> jar.getFileName().toString().startsWith("org.xerial.sqlite-jdbc-"))
                    .findFirst()
                    .orElseThrow();
            try (JarFile jar = new JarFile(driver.toFile())) {
                var entry = jar.getEntry("org/sqlite/native/Linux/" + machine + "/" + LIBRARY);
                Files.copy(jar.getInputStream(entry), libraries.resolve(LIBRARY));
            }
        }
    }
}
