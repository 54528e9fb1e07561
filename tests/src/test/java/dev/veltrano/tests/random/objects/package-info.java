/// Random programs with objects, text, buffers, lambdas, arenas and labels, each with a twin in
/// Java: what Veltrano accepts, rustc must take without a word, and running it must print what the
/// twin prints.
@org.jspecify.annotations.NullMarked
package dev.veltrano.tests.random.objects;
