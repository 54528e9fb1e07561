package dev.veltrano.project;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Says in a few words why the system refused. The words of the exceptions repeat paths and class
/// names, or are missing.
final class Reasons {
  private Reasons() {}

  static String of(IOException refused) {
    return switch (refused) {
      case AccessDeniedException _ -> "permission denied";
      case NoSuchFileException _ -> "there is no such file or folder";
      case FileSystemLoopException _ -> "a symbolic link leads back to its own folder";
      case ClosedByInterruptException _ -> "interrupted";
      case FileSystemException other -> words(other.getReason(), "the file system refuses");
      default -> words(refused.getMessage(), "the system refuses");
    };
  }

  private static String words(@Nullable String text, String otherwise) {
    if (text == null || text.isBlank()) {
      return otherwise;
    }
    boolean acronym = text.length() > 1 && Character.isUpperCase(text.charAt(1));
    return acronym ? text : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }
}
