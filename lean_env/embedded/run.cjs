'use strict';
// run.cjs HOME PROGRAM.lean: `lean --run PROGRAM.lean` with standard input and output, as a native Lean would do it.

const fs = require('node:fs');
const path = require('node:path');
const { Machine, Ended } = require('./machine.cjs');
const { loadProgram } = require('./program.cjs');

const [home, program] = process.argv.slice(2);
const files = new Map([['/judge.lean', fs.readFileSync(program)]]);
const machine = new Machine(loadProgram(home), { root: path.join(home, 'lib', 'lean'), files });
const nap = new Int32Array(new SharedArrayBuffer(4));

machine.onWrite = (descriptor, bytes) => {
  for (let done = 0; done < bytes.length;) {
    try { done += fs.writeSync(descriptor, bytes, done); } catch (error) { if (error.code !== 'EAGAIN') throw error; Atomics.wait(nap, 0, 0, 1); }
  }
};
const readFile = machine.library.read.bind(machine.library);
machine.library.read = (descriptor, target, position) => {
  if (descriptor !== 0) return readFile(descriptor, target, position);
  const bytes = Buffer.alloc(target.length);
  for (;;) {
    try { const count = fs.readSync(0, bytes, 0, bytes.length, null); target.set(bytes.subarray(0, count)); return count; }
    catch (error) { if (error.code === 'EOF') return 0; if (error.code !== 'EAGAIN') throw error; Atomics.wait(nap, 0, 0, 2); }
  }
};
try {
  machine.main(['lean', '-DmaxHeartbeats=0', '-DmaxRecDepth=10000', '--run', '/judge.lean']);
} catch (ended) {
  if (!(ended instanceof Ended)) throw ended;
  process.stderr.write(`${ended.message}\n`);
  process.exit(1);
}
