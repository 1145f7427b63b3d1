'use strict';
// The thread in which Lean runs. It answers one request at a time and goes back to the snapshot whenever the memory may no
// longer be what the judge made it: after code of a submission ran, after Lean ended or trapped, and when memory has grown.

const { parentPort, workerData } = require('node:worker_threads');
const { Machine, Ended, PAGE } = require('./machine.cjs');
const { Snapshot } = require('./snapshot.cjs');

const ROOM = 512 * 2 ** 20 / PAGE; // pages that requests may leave behind before they are swept away
const COMPLAINT = 200; // characters of Lean's standard error that are kept
const TAINT = 'leanfork taint ';

const snapshot = new Snapshot(workerData.snapshot);
const machine = new Machine(workerData.program, { root: workerData.library });
let tainted = false, line = '', complaint = '';

function listen(descriptor, bytes) {
  if (descriptor === 2) complaint = (complaint + bytes.toString()).slice(-COMPLAINT);
  if (descriptor !== 1) return;
  if (tainted) return; // nothing that is said from here on counts
  const lines = (line + bytes.toString()).split('\n');
  line = lines.pop();
  tainted = lines.some(text => text.startsWith(TAINT));
}

/** What kind of death an error is: the submission's use of too much, or a crash. */
function death(error) {
  const said = complaint.trim().split('\n').at(-1);
  if (machine.exhausted) return ['limit', 'out of memory'];
  if (/memory|too big|overflow/.test(said)) return ['limit', said];
  if (error instanceof RangeError) return ['limit', 'recursion went too deep'];
  if (error instanceof Ended) return ['crash', said ? `${error.message}: ${said}` : error.message];
  if (typeof error === 'number') return ['crash', 'an uncaught exception of Lean'];
  return ['crash', error.message];
}

function answer(request) {
  tainted = false;
  line = complaint = '';
  machine.onWrite = listen;
  try {
    const reply = machine.call(snapshot.state.judge, request);
    if (tainted || machine.pages > snapshot.state.pages + ROOM) snapshot.restore(machine);
    return { reply, tainted };
  } catch (error) {
    const [reason, detail] = death(error);
    snapshot.restore(machine);
    return { died: { reason, detail } };
  }
}

snapshot.restore(machine);
parentPort.on('message', request => parentPort.postMessage(answer(request)));
parentPort.postMessage('ready');
