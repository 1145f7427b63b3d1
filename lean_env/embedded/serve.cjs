'use strict';
// serve.cjs HOME SNAPSHOT: one worker. A request is a line of JSON on standard input, a reply a line `leanfork {…}` on
// standard output: what the judge said, or `{nonce, died: {reason, detail}}` when Lean did not survive it or took longer than
// the request's `seconds`. Either way the next request finds a clean judge.

const path = require('node:path');
const readline = require('node:readline');
const { Worker } = require('node:worker_threads');
const { loadProgram } = require('./program.cjs');

const STACK_MB = 192;

const [home, snapshot] = process.argv.slice(2);
const workerData = { program: loadProgram(home), library: path.join(home, 'lib', 'lean'), snapshot };
const waiting = [];
let thread, busy, timer;

const say = value => process.stdout.write(`leanfork ${typeof value === 'string' ? value : JSON.stringify(value)}\n`);

function start(whenReady) {
  thread = new Worker(path.join(__dirname, 'thread.cjs'), { workerData, resourceLimits: { stackSizeMb: STACK_MB } });
  busy = { whenReady };
  thread.on('message', message => {
    if (message === 'ready') busy.whenReady();
    else finish(message);
    busy = undefined;
    next();
  });
  thread.on('error', error => {
    process.stderr.write(`${error.stack ?? error}\n`);
    process.exit(1);
  });
}

function finish({ reply, tainted, died }) {
  clearTimeout(timer);
  if (died) say({ nonce: busy.nonce, tainted, died });
  else say(tainted ? { ...JSON.parse(reply), tainted: true, nonce: busy.nonce } : reply);
}

function expire(seconds) {
  const { nonce } = busy;
  thread.removeAllListeners();
  thread.terminate();
  start(() => say({ nonce, died: { reason: 'timeout', detail: `no answer within ${seconds} s` } }));
}

function next() {
  if (busy || waiting.length === 0) return;
  const line = waiting.shift();
  const { nonce, seconds } = JSON.parse(line);
  busy = { nonce };
  timer = setTimeout(expire, seconds * 1000, seconds);
  thread.postMessage(line);
}

start(() => say('ready'));
readline.createInterface({ input: process.stdin }).on('line', line => { waiting.push(line); next(); }).on('close', () => process.exit(0));
