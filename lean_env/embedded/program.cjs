'use strict';
// The Lean program as one thread can run it.
//
// Lean's task manager hands work to threads. A WebAssembly instance has one, so its `enqueue_core` is redirected to
// `run_task`, which has the same type: a task runs at once, on the caller's stack, as Lean's own synchronous tasks do.

const fs = require('node:fs');
const path = require('node:path');

const ENQUEUE = '_ZN4lean12task_manager12enqueue_coreERNSt3__211unique_lockINS1_5mutexEEEP9lean_task';
const RUN = '_ZN4lean12task_manager8run_taskERNSt3__211unique_lockINS1_5mutexEEEP9lean_task';
const PARAMETERS = 3;
const [LOCAL_GET, CALL, NOP, END] = [0x20, 0x10, 0x01, 0x0b];
const IMPORTS = 2, CODE = 10;

class Reader {
  constructor(bytes, at) { this.bytes = bytes; this.at = at; }
  byte() { return this.bytes[this.at++]; }
  number() {
    let value = 0, scale = 1, byte;
    do { byte = this.byte(); value += (byte & 127) * scale; scale *= 128; } while (byte & 128);
    return value;
  }
  skip(count) { this.at += count; }
}

function sections(bytes) {
  const found = new Map(), reader = new Reader(bytes, 8);
  while (reader.at < bytes.length) {
    const id = reader.byte(), size = reader.number();
    found.set(id, reader.at);
    reader.skip(size);
  }
  return found;
}

function countImportedFunctions(bytes, at) {
  const reader = new Reader(bytes, at);
  let functions = 0;
  for (let left = reader.number(); left > 0; left--) {
    for (let name = 0; name < 2; name++) reader.skip(reader.number());
    const kind = reader.byte();
    if (kind === 0) { functions++; reader.number(); }
    else if (kind === 2) { const limited = reader.byte() & 1; reader.number(); if (limited) reader.number(); }
    else if (kind === 3) reader.skip(2);
    else throw new Error(`unexpected import kind ${kind} in lean.wasm`);
  }
  return functions;
}

function exportedFunction(bytes, name) {
  const at = bytes.indexOf(Buffer.concat([Buffer.from(name), Buffer.from([0])]));
  if (at < 0) throw new Error(`lean.wasm does not export ${name}`);
  return new Reader(bytes, at + name.length + 1).number();
}

function encode(number) {
  const out = [];
  do { out.push((number & 127) | (number > 127 ? 128 : 0)); number >>>= 7; } while (number);
  return out;
}

/** Replaces the body of one exported function, in place, by a call of another of the same type. */
function redirect(bytes, from, to) {
  const starts = sections(bytes);
  const imported = countImportedFunctions(bytes, starts.get(IMPORTS));
  const reader = new Reader(bytes, starts.get(CODE));
  reader.number();
  for (let before = exportedFunction(bytes, from) - imported; before > 0; before--) reader.skip(reader.number());
  const size = reader.number();
  const body = [0];
  for (let i = 0; i < PARAMETERS; i++) body.push(LOCAL_GET, i);
  body.push(CALL, ...encode(exportedFunction(bytes, to)));
  bytes.fill(NOP, reader.at, reader.at + size);
  bytes.set(body, reader.at);
  bytes[reader.at + size - 1] = END;
}

function loadProgram(home) {
  const bytes = fs.readFileSync(path.join(home, 'lean.wasm'));
  redirect(bytes, ENQUEUE, RUN);
  return new WebAssembly.Module(bytes);
}

module.exports = { loadProgram };
