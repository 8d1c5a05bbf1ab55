package dev.backupwatch.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.Failure.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorCodesTest {

    @Test
    void everyCodeIsANegativeNumberWithOceanBasesNameAndAMeaningInBothLanguages() {
        assertThat(ErrorCodes.known()).hasSizeGreaterThan(100).allSatisfy((number, code) -> {
            assertThat(number).isNegative();
            assertThat(code.name()).matches("OB_[A-Z0-9_]+");
            assertThat(code.meaning()).matches("[\\x20-\\x7e]{10,}").doesNotEndWith(".");
            assertThat(code.meaningInChinese()).containsPattern("\\p{IsHan}").doesNotEndWith("。");
        });
    }

    @Test
    void noTwoNumbersHaveTheSameName() {
        assertThat(ErrorCodes.known().values().stream().map(ErrorCode::name)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "-4009,OB_IO_ERROR",
        "-4012,OB_TIMEOUT",
        "-4018,OB_ENTRY_NOT_EXIST",
        "-4023,OB_EAGAIN",
        "-4038,OB_NOT_MASTER",
        "-4070,OB_INVALID_DATA",
        "-4072,OB_CANCELED",
        "-4103,OB_CHECKSUM_ERROR",
        "-4138,OB_SNAPSHOT_DISCARDED",
        "-4184,OB_SERVER_OUTOF_DISK_SPACE",
        "-9011,OB_BACKUP_FILE_NOT_EXIST",
        "-9029,OB_LOG_ARCHIVE_NOT_RUNNING",
        "-9071,OB_BACKUP_PERMISSION_DENIED",
        "-9082,OB_BACKUP_DEVICE_OUT_OF_SPACE",
        "-9129,OB_OBJECT_STORAGE_IO_ERROR"
    })
    void theNumbersThatBackupsMeetAreKnown(long number, String name) {
        assertThat(ErrorCodes.of(number)).map(ErrorCode::name).contains(name);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "-1", "4012", "-4069", "-9999", "-9223372036854775808", "9223372036854775807"})
    void nothingIsSaidOfAnyOtherNumber(long number) {
        assertThat(ErrorCodes.of(number)).isEmpty();
    }
}
