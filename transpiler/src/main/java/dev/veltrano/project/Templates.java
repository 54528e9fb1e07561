package dev.veltrano.project;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.MustacheException;
import com.github.mustachejava.reflect.MissingWrapper;
import com.github.mustachejava.reflect.SimpleObjectHandler;
import com.github.mustachejava.util.Wrapper;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/// Fills in templates. What is filled in is not escaped, since nothing here is HTML, and a name
/// that a template asks for and that is not given is an error and not nothing.
///
/// Only loaded when there is something to write: the library costs more time than a whole check.
final class Templates {
  private Templates() {}

  /// The text of a packed template with the values filled in. Sections take lists and booleans.
  static String fill(PackedFiles folder, String name, Map<String, Object> values) {
    return fill(name, folder.text(name), values);
  }

  static String fill(String name, String template, Map<String, Object> values) {
    StringWriter text = new StringWriter();
    new Factory().compile(new StringReader(template), name).execute(text, values);
    return text.toString();
  }

  private static final class Factory extends DefaultMustacheFactory {
    Factory() {
      setObjectHandler(new Strict());
    }

    @Override
    public void encode(String value, Writer writer) {
      try {
        writer.write(value);
      } catch (java.io.IOException impossible) {
        throw new MustacheException("cannot write to memory", impossible);
      }
    }
  }

  private static final class Strict extends SimpleObjectHandler {
    @Override
    public Wrapper find(String name, List<Object> scopes) {
      Wrapper found = super.find(name, scopes);
      return values -> {
        Object value = found instanceof MissingWrapper ? null : found.call(values);
        if (value == null) {
          throw new MustacheException("the template asks for `" + name + "`, which is not given");
        }
        return value;
      };
    }
  }
}
