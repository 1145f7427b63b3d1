"use strict";
// Draws what needs a hand: the grid of attempts, and the attempt that is chosen with its proof, tokens and messages.
// Text from a run reaches the page as text nodes only.

const GLYPHS = { proved: "✓", sorry: "s", axiom: "a", statement: "≠", forbidden: "!", limit: "l", timeout: "t", crash: "×", malformed: "m", unknown: "?" };

function make(tag, properties = {}, ...children) {
  const { dataset, ...rest } = properties;
  const element = Object.assign(document.createElement(tag), rest);
  Object.assign(element.dataset, dataset);
  element.append(...children);
  return element;
}

async function unpack(id) {
  const bytes = Uint8Array.from(atob(document.getElementById(id).textContent), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

function legend(run) {
  const present = new Set(run.columns.outcome);
  const items = run.outcomes.flatMap((outcome, place) => present.has(place)
    ? [make("li", {}, make("span", { className: `swatch o${place}` }), GLYPHS[outcome] ? `${outcome} (${GLYPHS[outcome]})` : outcome)] : []);
  return make("ul", { className: "legend" }, ...items);
}

function rowsOf(run) {
  const rows = run.names.map((name, problem) => ({ name, problem, cells: [], solved: 0 }));
  run.columns.problem.forEach((problem, at) => {
    rows[problem].cells.push(at);
    rows[problem].solved += run.columns.outcome[at] === 0;
  });
  rows.forEach((row) => row.cells.sort((a, b) => run.columns.number[a] - run.columns.number[b]));
  return rows;
}

const ORDERS = {
  "as in the run": (a, b) => a.problem - b.problem,
  "most solved first": (a, b) => b.solved / b.cells.length - a.solved / a.cells.length || a.problem - b.problem,
  "least solved first": (a, b) => a.solved / a.cells.length - b.solved / b.cells.length || a.problem - b.problem,
  "by name": (a, b) => (a.name < b.name ? -1 : 1),
};

class Board {
  constructor(mount, run, place) {
    Object.assign(this, { run, place, rows: rowsOf(run), chosen: -1 });
    this.grid = make("table", { role: "grid" });
    this.grid.setAttribute("aria-label", "Attempts: a row a problem, a column an attempt");
    this.proof = make("div", { className: "proof", tabIndex: -1 });
    this.proof.setAttribute("aria-live", "polite");
    const order = make("select", { onchange: () => this.draw(order.value) }, ...Object.keys(ORDERS).map((name) => make("option", {}, name)));
    order.value = "most solved first";
    const tools = make("div", { className: "tools" }, make("label", {}, "Order of problems ", order),
      make("span", { className: "soft" }, "Choose a cell to read its proof; arrow keys move."));
    if (run.left_out) tools.append(make("span", { className: "soft" }, `${run.left_out} further attempts are not drawn.`));
    mount.replaceChildren(legend(run), tools, make("div", { className: "board" }, make("div", { className: "cells" }, this.grid), this.proof));
    this.grid.addEventListener("click", (event) => event.target.dataset.at && this.choose(+event.target.dataset.at));
    this.grid.addEventListener("keydown", (event) => this.move(event));
    this.draw(order.value);
    this.choose(this.first(), false);
  }

  first() {
    const columns = this.run.columns;
    const telling = columns.text.map((text, at) => at).filter((at) => columns.text[at] >= 0);
    const proved = telling.filter((at) => columns.outcome[at] === 0);
    const written = (proved.length ? proved : telling).filter((at) => columns.written[at] >= 0);
    return [...written, ...proved, ...telling, 0][0];
  }

  draw(order) {
    this.shown = [...this.rows].sort(ORDERS[order]);
    const { columns, outcomes, defects } = this.run;
    const body = make("tbody");
    for (const row of this.shown) {
      const line = make("tr");
      const name = make("th", { scope: "row", title: defects[row.name] ? `${row.name}. Known defect: ${defects[row.name].wrong}` : row.name },
        make("bdi", { dir: "ltr" }, defects[row.name] ? `⚠ ${row.name}` : row.name));
      line.append(name);
      for (const at of row.cells) {
        const outcome = outcomes[columns.outcome[at]];
        const cell = make("button", { className: `cell o${columns.outcome[at]}`, tabIndex: -1, title: `${row.name}, attempt ${columns.number[at]}: ${outcome}`, dataset: { at } }, GLYPHS[outcome] ?? "");
        cell.setAttribute("aria-label", cell.title);
        line.append(make("td", { role: "gridcell" }, cell));
      }
      body.append(line);
    }
    this.grid.replaceChildren(body);
    this.mark();
  }

  cell(at) { return this.grid.querySelector(`[data-at="${at}"]`); }

  mark() {
    for (const old of this.grid.querySelectorAll('[aria-selected="true"], [tabindex="0"]')) { old.removeAttribute("aria-selected"); old.tabIndex = -1; }
    const cell = this.cell(this.chosen);
    if (cell) { cell.setAttribute("aria-selected", "true"); cell.tabIndex = 0; }
  }

  move(event) {
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], Home: [0, -1e9], End: [0, 1e9] }[event.key];
    if (!step) return;
    event.preventDefault();
    this.step(...step);
    this.cell(this.chosen).focus();
  }

  step(down, right) {
    const row = this.shown.findIndex((each) => each.problem === this.run.columns.problem[this.chosen]);
    const column = this.shown[row].cells.indexOf(this.chosen);
    const within = (value, size) => Math.max(0, Math.min(size - 1, value));
    const next = this.shown[within(row + down, this.shown.length)];
    this.choose(next.cells[within(column + right, next.cells.length)]);
  }

  choose(at, remember = true) {
    this.chosen = at;
    this.mark();
    this.proof.replaceChildren(...this.attempt(at));
    if (remember) history.replaceState(null, "", `#${this.place}/${encodeURIComponent(this.name(at))}/${this.run.columns.number[at]}`);
  }

  name(at) { return this.run.names[this.run.columns.problem[at]]; }

  attempt(at) {
    const { columns, outcomes, texts, notes, defects } = this.run;
    const name = this.name(at);
    const note = columns.note[at] < 0 ? null : notes[columns.note[at]];
    const facts = [`attempt ${columns.number[at]}`, `${columns.ms[at]} ms in Lean`];
    if (columns.length[at] >= 0) facts.push(`${columns.length[at]} tokens`);
    if (note?.finish) facts.push(note.finish === "length" ? "cut off at the length limit" : "finished by itself");
    const walk = (label, down, right, sign) => {
      const button = make("button", { className: "step", type: "button", title: label, onclick: () => { this.step(down, right); this.proof.querySelector(`[title="${label}"]`).focus(); } }, sign);
      button.setAttribute("aria-label", label);
      return button;
    };
    const parts = [
      make("h3", {}, name),
      make("div", { className: "tools" }, make("span", { className: `tag o${columns.outcome[at]}` }, outcomes[columns.outcome[at]]),
        make("span", { className: "soft" }, facts.join(" · ")),
        make("span", {}, walk("previous attempt", 0, -1, "←"), " ", walk("next attempt", 0, 1, "→"), " ", walk("previous problem", -1, 0, "↑"), " ", walk("next problem", 1, 0, "↓"))),
    ];
    if (defects[name]) parts.push(make("p", { className: "warn" }, `Known defect: ${defects[name].wrong} (${defects[name].source})`));
    if (!note) return [...parts, make("p", {}, "The text of this attempt was left out to keep the page small; it is in attempts.jsonl.")];
    if (columns.written[at] >= 0) parts.push(...this.tokens(columns.written[at]));
    const code = make("pre", { className: "code" }, texts[columns.text[at]] || "(nothing that could be a proof)");
    parts.push(columns.written[at] >= 0 ? make("details", {}, make("summary", {}, "What Lean was given"), code) : code);
    if (note.detail) parts.push(make("p", {}, note.detail));
    for (const [severity, line, column, text] of note.messages) {
      parts.push(make("div", { className: `message ${severity}` }, make("small", {}, `${severity} at ${line}:${column}`), make("pre", { className: "code" }, text)));
    }
    if (note.axioms.length) parts.push(make("p", { className: "soft" }, `Axioms: ${note.axioms.join(", ")}`));
    return parts;
  }

  tokens(place) {
    const { written, vocabulary, heat, threshold } = this.run;
    const { t, h } = written[place];
    const full = Math.max(1, 2 * threshold);
    const reading = make("p", { className: "soft reading" }, "Point at a token to read its number.");
    const code = make("div", { className: "code tokens" });
    const unit = heat === "entropy" ? "entropy" : "surprisal";
    t.forEach((token, at) => {
      const nats = (h[at] >> 1) / 100, kept = h[at] & 1;
      const span = make("span", { className: kept ? "t k" : "t", dataset: { nats: nats.toFixed(2) } }, vocabulary[token]);
      if (nats > 0) span.style.backgroundColor = `rgba(var(--heat), ${(0.62 * Math.min(1, nats / full)).toFixed(3)})`;
      code.append(span);
    });
    code.addEventListener("pointerover", (event) => {
      const { nats } = event.target.dataset;
      if (nats) reading.textContent = `${JSON.stringify(event.target.textContent)}: ${unit} ${nats} nats${event.target.classList.contains("k") ? ", kept" : ""}`;
    });
    const words = heat === "entropy"
      ? "Each token is coloured by its entropy."
      : "Each token is coloured by its surprisal, −log p of what was sampled: the sampler gave no entropies.";
    return [
      make("p", { className: "soft" }, words, " 0 ", make("span", { className: "ramp" }), ` ${full.toFixed(2)} nats and more. Outlined: the top 20 % of the run (from ${threshold.toFixed(2)} nats)${heat === "entropy" ? ", as the RL step keeps them" : ""}.`),
      code, reading,
    ];
  }
}

async function main() {
  const runs = await unpack("data");
  const boards = [...document.querySelectorAll(".attempts")].map((mount) => new Board(mount, runs[+mount.dataset.run], +mount.dataset.run));
  const [place, name, number] = decodeURIComponent(location.hash.slice(1)).split("/");
  const board = boards[+place];
  if (board && number !== undefined) {
    const at = board.run.columns.number.findIndex((each, at) => each === +number && board.name(at) === name);
    if (at >= 0) board.choose(at);
  }
  document.documentElement.dataset.ready = "yes";
}

main();
