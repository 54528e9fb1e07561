package dev.veltrano.build;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// Why the system refused something, in words; Java often only gives the file's name.
final class Reason {
  private Reason() {}

  static String of(IOException refused) {
    if (refused instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (refused instanceof NoSuchFileException) {
      return "the folder is not there";
    }
    if (refused instanceof FileSystemException named && named.getReason() != null) {
      return named.getReason();
    }
    return String.valueOf(refused.getMessage());
  }
}
