'use strict';
// build.cjs HOME PROGRAM.lean SNAPSHOT: starts the judge and saves it at the moment when it is ready.

const fs = require('node:fs');
const path = require('node:path');
const { Machine, Ended } = require('./machine.cjs');
const { loadProgram } = require('./program.cjs');
const { save } = require('./snapshot.cjs');

const [home, program, snapshot] = process.argv.slice(2);
const files = new Map([['/judge.lean', fs.readFileSync(program)]]);
const machine = new Machine(loadProgram(home), { root: path.join(home, 'lib', 'lean'), files });
let output = '';
machine.onWrite = (_descriptor, bytes) => { output += bytes; };
try {
  machine.main(['lean', '-DmaxHeartbeats=0', '-DmaxRecDepth=10000', '--run', '/judge.lean', 'suspend']);
} catch (ended) {
  if (!(ended instanceof Ended)) throw ended;
}
const ready = /^leanfork function (\d+)$/m.exec(output);
if (!ready) {
  const said = output.split('\n').filter(line => !line.startsWith('[DEBUG') && !line.startsWith('  - ')).join('\n');
  process.stderr.write(`the judge did not start:\n${said}\n`);
  process.exit(1);
}
machine.library.reset();
save(machine, snapshot, Number(ready[1]));
