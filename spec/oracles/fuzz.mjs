// Random programs, traced by specmon and by a real CPython, compared record by record.
//
//   node fuzz.mjs [--seed N] [--count N] [--seconds N] [--version V] [--level line|columns] SPECMON
//
// A program on which the two differ is made smaller and shown with the first difference; at most
// five are shown. Exit status: 0 no difference, 1 some, 2 wrong usage.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync, existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Oracle, versions } from './cpython_wasm.mjs';
import { generate, render, smaller } from './generator.mjs';
import { compare, levels } from './traces.mjs';

const options = { seed: 1, count: Infinity, seconds: 60, version: '3.14', level: 'columns' };
const args = process.argv.slice(2);
while (args[0]?.startsWith('--')) {
  const name = args.shift().slice(2);
  if (!(name in options)) args.length = 0;
  else options[name] = typeof options[name] === 'number' ? Number(args.shift()) : args.shift();
}
const [specmon] = args;
if (!specmon || !versions.includes(options.version) || !levels.includes(options.level)) {
  console.error('usage: fuzz.mjs [--seed N] [--count N] [--seconds N] [--version V] [--level L] SPECMON');
  process.exit(2);
}

const scratch = mkdtempSync(`${tmpdir()}/specmon-fuzz-`);
const oracle = new Oracle(options.version);
const tracer = readFileSync(fileURLToPath(new URL('../tracer.py', import.meta.url)));

function model(source) {
  const [file, records] = [`${scratch}/program.py`, `${scratch}/records`];
  writeFileSync(file, source);
  rmSync(records, { force: true });
  const flags = ['--errata', '--events', 'all', '--format', 'jsonl', '--max-steps', '5000000'];
  const child = spawn(specmon, ['trace', ...flags, '--python', options.version, '-o', records, file]);
  const text = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr']) child[name].on('data', (data) => (text[name] += data));
  const timer = setTimeout(() => child.kill('SIGKILL'), 10000);
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ ...text, stderr: error.message, status: 70, records: '' }));
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      const saved = existsSync(records) ? readFileSync(records, 'utf8') : '';
      resolve({ ...text, status: signal ?? code, records: saved });
    });
  });
}

// null when both sides agree, or when CPython does not take the program; else how they differ.
async function difference(source) {
  const real = await oracle.run({
    source: tracer,
    name: '/spec/tracer.py',
    args: ['-o', '/records', 'program.py'],
    files: { 'program.py': source },
    collect: ['/records'],
  });
  const expected = real.files?.['/records'] ?? '';
  if (real.timed_out || !expected) return null;
  const ours = await model(source);
  if (ours.status !== real.exit) return `exit ${ours.status} instead of ${real.exit}: ${ours.stderr.slice(-300)}\n`;
  const records = compare(expected, ours.records, options.level);
  if (records) return records;
  const [theirs, own] = [real.stdout, ours.stdout].map((text) => text.replace(/ at 0x\w+/g, ''));
  if (own !== theirs) return `stdout differs:\n- ${theirs}\n+ ${own}\n`;
  return null;
}

async function shrink(tree) {
  for (let again = true, budget = 400; again && budget > 0; ) {
    again = false;
    for (const candidate of smaller(tree)) {
      if (--budget <= 0) break;
      if (await difference(render(candidate))) {
        tree = candidate;
        again = true;
        break;
      }
    }
  }
  return tree;
}

const until = Date.now() + options.seconds * 1000;
let [done, bad] = [0, 0];
for (let seed = options.seed; done < options.count && Date.now() < until && bad < 5; seed++, done++) {
  const tree = generate(seed);
  if (await difference(render(tree))) {
    bad++;
    const source = render(await shrink(tree));
    console.log(`--- seed ${seed}, CPython ${options.version}\n${source}${await difference(source)}`);
  }
}
await oracle.close();
rmSync(scratch, { recursive: true });
console.log(`fuzz: ${done} programs, seeds from ${options.seed}, CPython ${options.version}: ${bad} differ`);
process.exitCode = bad ? 1 : 0;
