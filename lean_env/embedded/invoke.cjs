'use strict';
// `invoke_*`: a call through the function table that turns a C++ exception into a flag.
//
// Lean makes these calls by the million, so they are WebAssembly themselves, assembled here: a call of a JavaScript
// function in between would cost more than most of what is called. The module has a table of its own, filled from Lean's
// when an entry is first called (Lean's instance, which has the table, can only be made after its imports).

const CODE = { i: 0x7f, j: 0x7e, f: 0x7d, d: 0x7c };
const ZERO = { i: [0x41, 0], j: [0x42, 0], f: [0x43, 0, 0, 0, 0], d: [0x44, 0, 0, 0, 0, 0, 0, 0, 0] };
const [FUNCREF, FUNC, VOID] = [0x70, 0x60, 0x40];
const OP = {
  else: 0x05, if: 0x04, try: 0x06, rethrow: 0x09, end: 0x0b, call: 0x10, callIndirect: 0x11, catchAll: 0x19, get: 0x20, set: 0x21,
  tableGet: 0x25, eqz: 0x45,
};
const REF_TEST = [0xfb, 0x14];
const STACK_POINTER = 0; // the null function pointer's place holds the function that tells the stack pointer
const [TELLS_STACK, CAUGHT] = [0, 1]; // types; CAUGHT is the imported function's

function number(n) {
  const out = [];
  do { out.push((n & 127) | (n > 127 ? 128 : 0)); n >>>= 7; } while (n);
  return out;
}
function signed(n) {
  const out = [];
  for (; n > 63; n >>>= 7) out.push((n & 127) | 128);
  return [...out, n];
}
const vector = items => [...number(items.length), ...items.flat()];
const section = (id, items) => { const body = vector(items); return [id, ...number(body.length), ...body]; };
const text = string => vector([...Buffer.from(string)]);
const type = (parameters, results) => [FUNC, ...vector(parameters), ...vector(results)];

/** The body of an `invoke_*`: by the type `callee` if the entry has it, else by the imported function `slow`. */
function body(result, parameters, callee, slow) {
  const pointer = 0, stack = parameters.length + 1, block = result === 'v' ? VOID : CODE[result];
  const passed = parameters.flatMap((_, i) => [OP.get, ...number(i + 1)]);
  const code = [
    OP.get, pointer, OP.tableGet, 0, ...REF_TEST, ...signed(callee), OP.if, block,
    ...ZERO.i, OP.callIndirect, TELLS_STACK, 0, OP.set, ...number(stack),
    OP.try, block, ...passed, OP.get, pointer, OP.callIndirect, ...number(callee), 0,
    OP.catchAll, OP.get, ...number(stack), OP.call, 0, OP.eqz, OP.if, VOID, OP.rethrow, 1, OP.end,
    ...(result === 'v' ? [] : ZERO[result]),
    OP.end,
    OP.else, OP.get, pointer, ...passed, OP.call, ...number(slow), OP.end, OP.end,
  ];
  const locals = [1, 1, CODE.i];
  return [...number(locals.length + code.length), ...locals, ...code];
}

/**
 * The functions that lean.wasm imports as `names`. `entry(index)` returns an entry of Lean's table; `caught(stack)` says
 * whether what flies by is a C++ exception, and if so stops it there; `stack()` tells the stack pointer.
 */
function invokers(names, { entry, caught, stack }) {
  const table = new WebAssembly.Table({ element: 'anyfunc', initial: 1 });
  // The first call of an entry, and those of C++ code that calls a function by another type than its own.
  const slow = (index, ...parameters) => {
    const at = stack();
    if (index >= table.length) table.grow(index + 1024 - table.length);
    const f = table.get(index) ?? entry(index);
    table.set(index, f);
    try {
      return f(...parameters);
    } catch (error) {
      if (!caught(at)) throw error;
      return undefined;
    }
  };
  const types = [type([], [CODE.i]), type([CODE.i], [CODE.i])], functions = [], bodies = [], slows = [];
  names.forEach((name, i) => {
    const [result, ...parameters] = name.slice('invoke_'.length);
    const results = result === 'v' ? [] : [CODE[result]], codes = parameters.map(letter => CODE[letter]);
    types.push(type(codes, results), type([CODE.i, ...codes], results));
    bodies.push(body(result, parameters, types.length - 2, i + 1));
    functions.push(number(types.length - 1));
    slows.push([...text('e'), ...text('slow'), 0, ...number(types.length - 1)]);
  });
  const imports = [[...text('e'), ...text('caught'), 0, CAUGHT], ...slows, [...text('e'), ...text('table'), 1, FUNCREF, 0, 1]];
  const exports = names.map((name, i) => [...text(name), 0, ...number(i + 1 + names.length)]);
  const bytes = [
    0, 97, 115, 109, 1, 0, 0, 0,
    ...section(1, types), ...section(2, imports), ...section(3, functions), ...section(7, exports), ...section(10, bodies),
  ];
  const instance = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes)), { e: { caught, slow, table } });
  return {
    functions: instance.exports,
    /** To be called once Lean's instance is there. */
    open: (size, tellStack) => { table.grow(size - table.length); table.set(STACK_POINTER, tellStack); },
    grow: size => { if (size > table.length) table.grow(size - table.length); },
  };
}

module.exports = { invokers };
