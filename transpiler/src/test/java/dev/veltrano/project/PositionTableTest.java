package dev.veltrano.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PositionTableTest {

  /// The example that the documentation of the runtime crate works through.
  @Test
  void writesWhatTheRuntimeReads() {
    PositionTable table = new PositionTable();
    table.add("src/main.rs");
    PositionTable.Entries entries = table.begin("src/app.rs", "src/app.vl");
    entries.add(3, 5, 2, 3);
    entries.add(3, 13, 2, 9);
    entries.add(7, 9, 5, 1);
    entries.end();
    assertThat(hex(table))
        .isEqualTo(
            bytes(
                "564c5001 02",
                "0b 7372632f6d61696e2e7273 00 00",
                "0a 7372632f6170702e7273 0a 7372632f6170702e766c 0c",
                "03050406 0008000c 04090602"));
  }

  @Test
  void goesBackInTheVeltranoFile() {
    PositionTable table = new PositionTable();
    PositionTable.Entries entries = table.begin("r", "v");
    entries.add(200, 1, 300, 70);
    entries.add(200, 2, 300, 6);
    entries.add(201, 1, 299, 1);
    entries.end();
    assertThat(hex(table))
        .isEqualTo(bytes("564c5001 01", "0172 0176 0f", "c80101d8048c01 0001007f 01010102"));
  }

  @Test
  void leavesOutWhatSaysNothing() {
    PositionTable table = new PositionTable();
    PositionTable.Entries entries = table.begin("r", "v");
    entries.add(1, 1, 1, 1);
    entries.add(1, 1, 9, 9);
    entries.add(1, 4, 1, 1);
    entries.end();
    assertThat(table.bytes()).hasSize(4 + 1 + 2 + 2 + 1 + 4);
  }

  private static String hex(PositionTable table) {
    return HexFormat.of().formatHex(table.bytes());
  }

  /// Hexadecimal digits, in groups for people.
  private static String bytes(String... groups) {
    return String.join("", groups).replace(" ", "");
  }
}
