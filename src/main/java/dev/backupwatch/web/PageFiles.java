package dev.backupwatch.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The files that a browser makes the page of: those that its {@code index.html} names, and no others. What is below {@code
 * lib/} comes from the libraries' own jars.
 *
 * @param version a digest of them all. It is part of their addresses, so that a browser may keep them for good and yet never
 *     puts two versions together
 */
record PageFiles(String version, PageFile index, Map<String, PageFile> byName) {

    private static final String FOLDER = "page/";
    private static final String LIBRARY = "lib/";
    private static final Pattern NAMED = Pattern.compile("\"page/@version@/([\\w./-]+)\"");
    private static final int DIGITS = 16;

    static PageFiles read() {
        byte[] index = content(FOLDER + "index.html");
        String text = new String(index, StandardCharsets.UTF_8);
        Map<String, byte[]> contents = new TreeMap<>();
        NAMED.matcher(text)
                .results()
                .map((MatchResult named) -> named.group(1))
                .forEach(name -> contents.put(name, content(resource(name))));
        String version = digest(index, contents);
        Map<String, PageFile> byName = new TreeMap<>();
        contents.forEach((name, content) -> byName.put(name, PageFile.of(name, content)));
        byte[] addressed = text.replace("@version@", version).getBytes(StandardCharsets.UTF_8);
        return new PageFiles(version, PageFile.of("index.html", addressed), byName);
    }

    Optional<PageFile> file(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** A webjar keeps its files below its version, and says in its jar which that is. */
    private static String resource(String name) {
        if (!name.startsWith(LIBRARY)) {
            return FOLDER + name;
        }
        String library = name.substring(LIBRARY.length(), name.indexOf('/', LIBRARY.length()));
        var properties = new Properties();
        try (InputStream pom = open("META-INF/maven/org.webjars.npm/" + library + "/pom.properties")) {
            properties.load(pom);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return "META-INF/resources/webjars/%s/%s/%s"
                .formatted(
                        library,
                        properties.getProperty("version"),
                        name.substring(LIBRARY.length() + library.length() + 1));
    }

    private static byte[] content(String resource) {
        try (InputStream content = open(resource)) {
            return content.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static InputStream open(String resource) {
        InputStream content = Thread.currentThread().getContextClassLoader().getResourceAsStream(resource);
        if (content == null) {
            throw new IllegalStateException("the page lacks its file " + resource);
        }
        return content;
    }

    private static String digest(byte[] index, Map<String, byte[]> contents) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(index);
            contents.values().forEach(digest::update);
            return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
