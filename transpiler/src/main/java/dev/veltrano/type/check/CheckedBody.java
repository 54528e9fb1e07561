package dev.veltrano.type.check;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.Signature;
import dev.veltrano.type.tree.TypedBlock;
import dev.veltrano.type.tree.TypedExpression;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A function whose body is checked, before it is known which methods change their receiver.
/// `inside` are the functions that are declared in it.
record CheckedBody(
    Signature signature,
    List<@Nullable TypedExpression> defaults,
    TypedBlock block,
    boolean changesSelf,
    List<Body.PlaceCall> placeCalls,
    List<Local> locals,
    Set<Local> lambdaParameters,
    List<Symbol.Function> callees,
    List<Symbol.Class> constructed,
    List<CheckedBody> inside) {

  CheckedBody with(Signature other) {
    return with(other, defaults);
  }

  CheckedBody with(Signature other, List<@Nullable TypedExpression> values) {
    return new CheckedBody(
        other,
        values,
        block,
        changesSelf,
        placeCalls,
        locals,
        lambdaParameters,
        callees,
        constructed,
        inside);
  }
}
