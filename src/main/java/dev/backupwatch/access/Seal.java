package dev.backupwatch.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what is handed out and comes back: nobody else can read or make it, and every replica with the same key can. What is
 * sealed for one purpose is worth nothing for another. AES-256-GCM, as NIST SP 800-38D has it.
 */
final class Seal {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;

    /** @param text absent: with a key that nobody else has */
    Seal(Optional<String> text) {
        byte[] bytes = text.map(given -> Digest.of("seal:" + given)).orElseGet(() -> bytes(KEY_BYTES));
        this.key = new SecretKeySpec(bytes, "AES");
    }

    /** Of letters, digits, {@code -} and {@code _}. */
    String close(String purpose, String content) {
        byte[] nonce = bytes(NONCE_BYTES);
        try {
            byte[] closed =
                    cipher(Cipher.ENCRYPT_MODE, purpose, nonce).doFinal(content.getBytes(StandardCharsets.UTF_8));
            byte[] both = ByteBuffer.allocate(nonce.length + closed.length)
                    .put(nonce)
                    .put(closed)
                    .array();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(both);
        } catch (GeneralSecurityException bug) {
            throw new IllegalStateException(bug);
        }
    }

    /** What was sealed; empty where that was not done with this key and for this purpose. */
    Optional<String> open(String purpose, String sealed) {
        try {
            byte[] both = Base64.getUrlDecoder().decode(sealed);
            if (both.length <= NONCE_BYTES + TAG_BITS / Byte.SIZE) {
                return Optional.empty();
            }
            byte[] nonce = new byte[NONCE_BYTES];
            ByteBuffer parts = ByteBuffer.wrap(both).get(nonce);
            byte[] closed = new byte[parts.remaining()];
            parts.get(closed);
            byte[] content = cipher(Cipher.DECRYPT_MODE, purpose, nonce).doFinal(closed);
            return Optional.of(new String(content, StandardCharsets.UTF_8));
        } catch (AEADBadTagException | IllegalArgumentException notOurs) {
            return Optional.empty();
        } catch (GeneralSecurityException bug) {
            throw new IllegalStateException(bug);
        }
    }

    private Cipher cipher(int mode, String purpose, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
