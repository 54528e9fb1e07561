package dev.veltrano.build;

import dev.veltrano.project.CrateFile;
import dev.veltrano.project.PositionTable;
import dev.veltrano.project.SourceMapJson;
import dev.veltrano.rust.RustModule;
import dev.veltrano.rust.print.PanicSites;
import dev.veltrano.rust.print.SourceMap;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import org.jspecify.annotations.Nullable;

/// A module as the back end printed it.
record PrintedModule(RustModule module) implements Transpiled.RustModule {
  @Override
  public String path() {
    return module.place().file();
  }

  @Override
  public SourceFile file() {
    return module.module().file();
  }

  @Override
  public byte[] bytes() {
    return module.printed().bytes();
  }

  @Override
  public @Nullable Span source(int start, int end) {
    SourceMap map = module.printed().map();
    int found = map.find(start);
    // Glue has no place of its own; what stands before it is at least near.
    for (int at = start; found < 0 && at > 0 && at > start - 200; at--) {
      found = map.find(at);
    }
    return found < 0 ? null : map.source(found);
  }

  @Override
  public int panicSite(int line, int column) {
    PanicSites sites = module.printed().sites();
    int offset = -1;
    for (int i = 0; i < sites.size(); i++) {
      boolean later = sites.line(i) > line || (sites.line(i) == line && sites.column(i) > column);
      if (later) {
        break;
      }
      offset = sites.offset(i);
    }
    return offset;
  }

  @Override
  public CrateFile map() {
    return SourceMapJson.file(path(), module.place().source(), module.printed().map());
  }

  @Override
  public void addTo(PositionTable table) {
    table.add(path(), module.place().source(), file(), module.printed().sites());
  }
}
