// A batch of programs on both sides: specmon and a real CPython.
//
// `Sides.differences(sources)` gives for each program null if both agree, else text that tells how they
// differ. A program that CPython takes too long for, that both refuse, or that specmon does not support
// agrees, and is counted.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Oracle } from '../oracles/cpython_wasm.mjs';
import { compare } from '../oracles/traces.mjs';

const beside = (name) => fileURLToPath(new URL(name, import.meta.url));
const batch = readFileSync(beside('./batch.py'), 'utf8');
const tracer = readFileSync(beside('../tracer.py'), 'utf8');

// What depends on an implementation's bytecode, taken out of records as text.
const bare = (records) =>
  records
    .replace(/^.*"event":"INSTRUCTION".*\n/gm, '')
    .replace(/^\{"i":\d+,/gm, '{')
    .replace(/"offset":\d+,/g, '');
const without_addresses = (text) => text.replace(/ at 0x\w+/g, '');

export class Sides {
  // mode: `trace` compares event records, `run` what programs print.
  constructor(specmon, version, mode, level = 'columns') {
    Object.assign(this, { specmon: resolve(specmon), version, mode, level });
    this.oracle = new Oracle(version);
    this.counts = { refused: 0, timed_out: 0, unsupported: 0 };
  }

  async close() {
    await this.oracle.close();
  }

  // [{stdout, exit, records?, refused?}...]; null for what CPython took too long for.
  async real(sources) {
    const answer = await this.oracle.run({
      source: batch,
      name: '/spec/batch.py',
      args: [...(this.mode === 'trace' ? ['--trace'] : []), '/programs.json', '/outcomes.json'],
      files: { '/spec/tracer.py': tracer, '/programs.json': JSON.stringify(sources) },
      collect: ['/outcomes.json'],
      seconds: 60,
    });
    const text = answer.files?.['/outcomes.json'];
    if (text) return JSON.parse(text);
    if (sources.length === 1) {
      if (answer.timed_out) return [null];
      throw new Error(`the batch failed: ${answer.stderr}`);
    }
    const outcomes = [];
    for (const source of sources) outcomes.push(...(await this.real([source])));
    return outcomes;
  }

  async model(sources) {
    const folder = mkdtempSync(`${tmpdir()}/specmon-fuzz-`);
    const path = (n, kind) => `${folder}/${n}.${kind}`;
    sources.forEach((source, n) => writeFileSync(path(n, 'py'), source));
    const child = spawn(beside('./run_model'), [this.specmon, this.version, folder, sources.length, this.mode], { stdio: 'inherit', detached: true });
    const timer = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), 20000 + 2000 * sources.length);
    await new Promise((done) => child.on('close', done));
    clearTimeout(timer);
    const read = (n, kind) => (existsSync(path(n, kind)) ? readFileSync(path(n, kind), 'utf8') : '');
    const outcomes = sources.map((_, n) => ({
      stdout: read(n, 'out'),
      stderr: read(n, 'err'),
      exit: read(n, 'status').trim() || 'a time-out',
      records: read(n, 'records'),
      plain_stdout: read(n, 'plain'),
      plain_exit: read(n, 'plain_status').trim(),
    }));
    rmSync(folder, { recursive: true });
    return outcomes;
  }

  async differences(sources) {
    const [real, model] = await Promise.all([this.real(sources), this.model(sources)]);
    return sources.map((_, n) => this.difference(real[n], model[n]));
  }

  async differ(source) {
    return (await this.differences([source]))[0];
  }

  difference(real, model) {
    if (real === null) {
      this.counts.timed_out++;
      return null;
    }
    if (real.refused) this.counts.refused++;
    if (model.exit === '3') {
      this.counts.unsupported++;
      return null;
    }
    if (model.exit !== String(real.exit)) {
      return `exit ${model.exit} instead of ${real.exit} ${real.refused ?? real.error ?? ''}\n${model.stderr.slice(-400)}\n`;
    }
    if (this.mode === 'trace') {
      if (!real.refused && bare(real.records) !== bare(model.records)) {
        const records = compare(real.records, model.records, this.level);
        if (records) return records;
      }
      if (model.plain_exit !== model.exit) return `monitored: exit ${model.exit}, unmonitored: exit ${model.plain_exit}\n`;
      if (without_addresses(model.plain_stdout) !== without_addresses(model.stdout)) {
        return first_difference('unmonitored', model.plain_stdout, 'monitored', model.stdout);
      }
    }
    const [theirs, own] = [real.stdout, model.stdout].map(without_addresses);
    return theirs === own ? null : first_difference('CPython', theirs, 'specmon', own);
  }
}

function first_difference(left, expected, right, actual) {
  const [want, got] = [expected.split('\n'), actual.split('\n')];
  let at = 0;
  while (want[at] === got[at]) at++;
  const part = (lines, mark) => lines.slice(at, at + 5).map((line) => `${mark} ${line}\n`).join('');
  const before = want.slice(Math.max(0, at - 4), at).map((line) => `  ${line}\n`).join('');
  return `what is printed differs (- ${left}, + ${right}) at line ${at + 1}\n${before}${part(want, '-')}${part(got, '+')}`;
}
