'use strict';
// One instance of Lean: its memory, its exceptions, and its imports. Every import that is not written out in `system.cjs`
// throws, so what the program can do is what that file says.

const { Library } = require('./library.cjs');
const { invokers } = require('./invoke.cjs');
const { systemCalls } = require('./system.cjs');

const PAGE = 65536;
const MAX_PAGES = 32768; // 2 GiB, as lean.wasm was linked
const STACK = 64 * 2 ** 20; // bytes of Lean's own stack; it was linked with 64 KiB
const EXCEPTION_HEADER = 24;
const HEADER = { type: 4, destructor: 8, caught: 12, rethrown: 13, adjusted: 16 }; // offsets within it
const I32 = 0x7f;
const UNIT = 1; // Lean's boxed 0
const OK = 0; // tag of a successful IO result

/** The program ended itself: `exit`, `abort`, a failed assertion, or a system call that it must not make. */
class Ended extends Error {}

/** A JavaScript function of `count` i32 parameters as a WebAssembly function, which a table can hold. */
function asWasm(f, count) {
  const type = [1, 4 + count, 1, 0x60, count, ...Array(count).fill(I32), 0];
  const bytes = [0, 97, 115, 109, 1, 0, 0, 0, ...type, 2, 7, 1, 1, 101, 1, 102, 0, 0, 7, 5, 1, 1, 102, 0, 0];
  return new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes)), { e: { f } }).exports.f;
}

class Machine {
  /** @param {WebAssembly.Module} program @param {{root: string, files?: Map<string, Buffer>}} world */
  constructor(program, { root, files = new Map() }) {
    this.library = new Library(root, new Map([['/dev/urandom', Buffer.alloc(PAGE, 7)], ...files]));
    this.memory = new WebAssembly.Memory({ initial: 256, maximum: MAX_PAGES, shared: true });
    this.onWrite = undefined; // called with a descriptor and bytes
    this.slots = []; // names of the functions put into the table since the start, in order
    this.forget();
    const { imports, addresses } = this.link(program);
    this.exports = new WebAssembly.Instance(program, imports).exports;
    this.table = this.exports.__indirect_function_table;
    this.invokers.open(this.table.length, this.exports.emscripten_stack_get_current);
    for (const [name, global] of addresses) {
      if (typeof this.exports[name] === 'function') global.value = this.place(this.exports[name]);
      else if (name in this.addressed) global.value = this.place(asWasm(imports.env[name], this.addressed[name]));
    }
    this.exports.__wasm_call_ctors();
    const bottom = this.exports.malloc(STACK), top = bottom + STACK;
    this.exports.emscripten_stack_set_limits(top, bottom);
    this.exports._emscripten_stack_restore(top);
  }

  /** Forgets what JavaScript, rather than the memory, holds of a computation. */
  forget() {
    this.thrown = 0;
    this.flying = false;
    this.caught = [];
    this.uncaught = 0;
    this.exhausted = false;
    this.library.reset();
  }

  // Views of the memory, renewed when it has grown.
  renew() {
    const buffer = this.memory.buffer;
    if (this.size === buffer.byteLength) return this;
    this.size = buffer.byteLength;
    this.bytes = new Uint8Array(buffer);
    this.words = new Uint32Array(buffer);
    this.longs = new BigInt64Array(buffer);
    return this;
  }
  get u8() { return this.renew().bytes; }
  get u32() { return this.renew().words; }
  get i64() { return this.renew().longs; }

  text(at, length = this.u8.indexOf(0, at) - at) { return Buffer.from(this.u8.slice(at, at + length)).toString(); }
  putText(text, at, room) {
    const bytes = Buffer.from(text).subarray(0, room - 1);
    this.u8.set(bytes, at);
    this.u8[at + bytes.length] = 0;
    return bytes.length;
  }
  newText(text) {
    const room = Buffer.byteLength(text) + 1, at = this.exports.malloc(room);
    this.putText(text, at, room);
    return at;
  }

  place(f) {
    const index = this.table.grow(1);
    this.table.set(index, f);
    this.invokers.grow(this.table.length);
    return index;
  }
  /** The address of an exported symbol, 0 when there is none. */
  symbol(name) {
    const value = this.exports[name];
    if (value === undefined) return 0;
    if (typeof value !== 'function') return value.value;
    this.slots.push(name);
    return this.place(value);
  }

  // C++ exceptions, as Emscripten compiles them: a throw is a JavaScript throw of the exception's address, and a call that
  // may throw goes through an `invoke_*` import, which turns it into a flag that the caller tests. Any other JavaScript
  // exception ends the program.
  caughtHere(stack) {
    if (!this.flying) return 0; // the end of the program: what stands on its stack may be wanted still
    this.flying = false;
    this.exports._emscripten_stack_restore(stack);
    this.exports.setThrew(1, 0);
    return 1;
  }
  findCatch(types) {
    const { _emscripten_tempret_set: answer, __cxa_can_catch: catches } = this.exports;
    const header = this.thrown - EXCEPTION_HEADER;
    if (!this.thrown) { answer(0); return 0; }
    this.u32[(header + HEADER.adjusted) >> 2] = this.thrown;
    const thrownType = this.u32[(header + HEADER.type) >> 2];
    if (!thrownType) { answer(0); return this.thrown; }
    for (const type of types) {
      if (type === 0 || type === thrownType) break;
      if (catches(type, thrownType, header + HEADER.adjusted)) { answer(type); return this.thrown; }
    }
    answer(thrownType);
    return this.thrown;
  }
  exceptionImports() {
    const fly = what => { this.flying = true; throw what; };
    const raise = at => { this.thrown = at; fly(at); };
    const imports = {
      __cxa_throw: (at, type, destructor) => {
        const header = at - EXCEPTION_HEADER;
        this.u32[(header + HEADER.adjusted) >> 2] = 0;
        this.u32[(header + HEADER.type) >> 2] = type;
        this.u32[(header + HEADER.destructor) >> 2] = destructor;
        this.uncaught++;
        raise(at);
      },
      __cxa_begin_catch: at => {
        const header = at - EXCEPTION_HEADER;
        if (!this.u8[header + HEADER.caught]) { this.u8[header + HEADER.caught] = 1; this.uncaught--; }
        this.u8[header + HEADER.rethrown] = 0;
        this.caught.push(at);
        this.exports.__cxa_increment_exception_refcount(at);
        return this.exports.__cxa_get_exception_ptr(at);
      },
      __cxa_end_catch: () => {
        this.exports.setThrew(0, 0);
        this.exports.__cxa_decrement_exception_refcount(this.caught.pop());
        this.thrown = 0;
      },
      __cxa_rethrow: () => {
        const at = this.caught.pop(), header = at - EXCEPTION_HEADER;
        if (!this.u8[header + HEADER.rethrown]) {
          this.caught.push(at);
          this.u8[header + HEADER.rethrown] = 1;
          this.u8[header + HEADER.caught] = 0;
          this.uncaught++;
        }
        raise(at);
      },
      __cxa_uncaught_exceptions: () => this.uncaught,
      __cxa_current_primary_exception: () => {
        const at = this.caught.at(-1) ?? 0;
        if (at) this.exports.__cxa_increment_exception_refcount(at);
        return at;
      },
      __cxa_rethrow_primary_exception: at => {
        if (!at) return;
        this.caught.push(at);
        this.u8[at - EXCEPTION_HEADER + HEADER.rethrown] = 1;
        imports.__cxa_rethrow();
      },
      __resumeException: at => raise(this.thrown || at),
      llvm_eh_typeid_for: type => type,
      _emscripten_throw_longjmp: () => fly(Infinity),
    };
    return imports;
  }

  link(program) {
    const known = { ...systemCalls(this, Ended), ...this.exceptionImports(), memory: this.memory };
    this.addressed = { __cxa_throw: 3, __cxa_end_catch: 0, __cxa_rethrow: 0, exit: 1 };
    const imports = { env: {}, wasi_snapshot_preview1: {}, 'GOT.func': {} }, addresses = new Map();
    const wanted = WebAssembly.Module.imports(program);
    const invokes = wanted.map(({ name }) => name).filter(name => name.startsWith('invoke_'));
    this.invokers = invokers(invokes, {
      entry: index => this.table.get(index),
      caught: stack => this.caughtHere(stack),
      stack: () => this.exports.emscripten_stack_get_current(),
    });
    Object.assign(known, this.invokers.functions);
    for (const { module, name, kind } of wanted) {
      if (kind === 'global') {
        const global = new WebAssembly.Global({ value: 'i32', mutable: true }, 0);
        addresses.set(name, global);
        imports[module][name] = global;
      } else if (name in known) imports[module][name] = known[name];
      else if (name.startsWith('__cxa_find_matching_catch')) imports[module][name] = (...types) => this.findCatch(types);
      else imports[module][name] = () => { throw new Ended(`Lean called ${name}, which the sandbox does not have`); };
    }
    return { imports, addresses };
  }

  get pages() { return this.memory.buffer.byteLength / PAGE; }
  grow(pages) {
    if (pages > MAX_PAGES) { this.exhausted = true; return 0; }
    const step = Math.min(this.pages >> 2, 1024);
    try { this.memory.grow(Math.min(MAX_PAGES, Math.max(pages, this.pages + step)) - this.pages); return 1; }
    catch { this.exhausted = true; return 0; }
  }

  /** Runs the program's `main`; its exit status. */
  main(args) {
    const argv = this.exports.malloc(4 * (args.length + 1));
    const texts = args.map(text => this.newText(text));
    this.u32.set([...texts, 0], argv >> 2);
    return this.exports.__main_argc_argv(args.length, argv);
  }

  /** Calls a Lean function `String → IO String`, the object at `address`. */
  call(address, text) {
    const bytes = this.newText(text), argument = this.exports.lean_mk_string(bytes);
    this.exports.free(bytes);
    this.u32[address >> 2]++;
    const result = this.exports.lean_apply_2(address, argument, UNIT);
    if (this.u8[result + 7] !== OK) throw new Ended('the judge failed');
    const string = this.u32[(result + 8) >> 2], length = this.u32[(string + 8) >> 2] - 1;
    const reply = this.text(string + 20, length);
    this.exports.lean_dec_ref_cold(result);
    return reply;
  }
}

module.exports = { Machine, Ended, PAGE };
