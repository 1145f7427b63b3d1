'use strict';
// A started judge on disk: the non-zero pages of its memory, and what of its state is not in the memory.

const fs = require('node:fs');
const { PAGE } = require('./machine.cjs');

const ZERO = Buffer.alloc(PAGE);

/** Writes `file` (pages) and `file.json` (everything else). */
function save(machine, file, judge) {
  const out = fs.openSync(file, 'w'), present = [];
  const memory = Buffer.from(machine.memory.buffer);
  for (let page = 0; page < machine.pages; page++) {
    const bytes = memory.subarray(page * PAGE, (page + 1) * PAGE);
    if (bytes.equals(ZERO)) continue;
    fs.writeSync(out, bytes);
    present.push(page);
  }
  fs.closeSync(out);
  const state = { judge, pages: machine.pages, present, slots: machine.slots, stack: machine.exports.emscripten_stack_get_current(), caught: machine.caught };
  fs.writeFileSync(`${file}.json`, JSON.stringify(state));
}

/** Runs of neighbouring pages, as [first page, count, where in the file]. */
function runs(present) {
  const out = [];
  present.forEach((page, at) => {
    const last = out.at(-1);
    if (last && last[0] + last[1] === page) last[1]++;
    else out.push([page, 1, at]);
  });
  return out;
}

class Snapshot {
  constructor(file) {
    this.state = JSON.parse(fs.readFileSync(`${file}.json`, 'utf8'));
    this.file = fs.openSync(file, 'r');
    this.runs = runs(this.state.present);
  }

  /** Puts a machine, new or used, into the state that was saved. */
  restore(machine) {
    machine.forget();
    machine.caught = [...this.state.caught];
    const bytes = () => machine.u8, dirty = machine.pages * PAGE;
    if (machine.pages < this.state.pages) machine.memory.grow(this.state.pages - machine.pages);
    let end = 0;
    for (const [first, count, at] of this.runs) {
      const start = first * PAGE, length = count * PAGE;
      if (end < dirty) bytes().fill(0, end, Math.min(start, dirty)); // memory that was never used is zero and stays untouched
      for (let done = 0; done < length;) done += fs.readSync(this.file, bytes(), start + done, length - done, at * PAGE + done);
      end = start + length;
    }
    if (end < dirty) bytes().fill(0, end, dirty);
    for (const name of this.state.slots.slice(machine.slots.length)) machine.symbol(name);
    machine.exports._emscripten_stack_restore(this.state.stack);
  }
}

module.exports = { Snapshot, save };
