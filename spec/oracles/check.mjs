// Do the real CPythons print what is committed?
//
//   node check.mjs [--update] [--trace|--positions] [--version V]... FILE|FOLDER...
//
// Runs each Python program that has an expected output (NAME.out, or NAME.V.out for a version that
// differs) on each of the four CPythons. With --trace it compares the records of spec/tracer.py with
// NAME.trace or NAME.V.trace instead, with --positions what tests/positions/show.py prints of it with
// NAME.positions or NAME.V.positions. --update writes the expected output instead: that of 3.14
// as NAME.out (NAME.trace), others where they differ. A program that ends with an exit status other than 0 says
// so in a comment: `# exit: 1`.
//
// A program with a line `# needs: ROW...` or `# needs: not ROW` runs only on versions that have (have
// not) those rows of monitoring/behaviours.def; NAME.out is the newest such version's if 3.14 is none.
// With `# needs: module NAME` a CPython that cannot import NAME is left out, and a line says so.
//
// A program with a line `# errata: ROW...` shows where a CPython contradicts the documents: NAME.out
// and NAME.V.out then say what the documents say and are written by hand; NAME.V.errata.out says
// what CPython V prints instead, and is all that --update writes.
//
// Exit status: 0 all equal, 1 some differ, 2 wrong usage.
import { existsSync, readFileSync, readdirSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { Oracle, positions_job, trace_job, versions as all_versions } from './cpython_wasm.mjs';

const jobs = { out: (file) => ({ file }), trace: trace_job, positions: positions_job };
const args = process.argv.slice(2);
let update = false;
let kind = 'out';
let versions = [];
while (args[0]?.startsWith('--')) {
  const flag = args.shift();
  if (flag === '--update') update = true;
  else if (flag === '--trace') kind = 'trace';
  else if (flag === '--positions') kind = 'positions';
  else if (flag === '--version') versions.push(args.shift());
  else args.length = 0;
}
if (args.length === 0 || versions.some((version) => !all_versions.includes(version))) {
  console.error('usage: check.mjs [--update] [--trace|--positions] [--version V]... FILE|FOLDER...');
  process.exit(2);
}
if (update || versions.length === 0) versions = all_versions;

const find = (path) =>
  statSync(path).isDirectory()
    ? readdirSync(path).sort().flatMap((name) => find(`${path}/${name}`))
    : path.endsWith('.py')
      ? [path]
      : [];
const stem = (file) => file.slice(0, -3);
const has_expectation = (file) =>
  existsSync(`${stem(file)}.${kind}`) ||
  all_versions.some((version) => existsSync(`${stem(file)}.${version}.${kind}`));
// In a folder, only programs with an expectation; when updating, or named itself, any program.
const files = args.flatMap((path) =>
  find(path).filter((file) => update || file === path || has_expectation(file)),
);

// What stands at the head of a program: `# exit: 1`, `# errata: row_of_errata_def`.
const header = (file, word) =>
  new RegExp(`^# ${word}: *(.*)$`, 'm').exec(readFileSync(file, 'utf8'))?.[1];
const behaviours = new Map(
  [...readFileSync(new URL('../../monitoring/behaviours.def', import.meta.url), 'utf8').matchAll(
    /^BEHAVIOUR\((\w+), v(\d+)_(\d+), (?:v(\d+)_(\d+)|last),/gm,
  )].map(([, name, ...numbers]) => [name, numbers.map((number) => Number(number ?? 1000))]),
);
function has_behaviour(version, name) {
  if (!behaviours.has(name)) throw new Error(`# needs: ${name} is no row of behaviours.def`);
  const [since_major, since, until_major, until] = behaviours.get(name);
  const number = ([major, minor]) => major * 1000 + minor;
  const own = number(version.split('.').map(Number));
  return number([since_major, since]) <= own && own <= number([until_major, until]);
}
const needs = (file) =>
  (header(file, 'needs') ?? '').split(/[\s,]+/).filter((word) => word !== '');
const is_module = (word, i, words) => words[i - 1] === 'module';
const meets_needs = (file, version) =>
  needs(file).every(
    (word, i, words) =>
      word === 'not' ||
      word === 'module' ||
      is_module(word, i, words) ||
      has_behaviour(version, word) === (words[i - 1] !== 'not'),
  );
// Needed modules that this run could not import.
const missing_modules = (file, { stderr }) =>
  needs(file)
    .filter(is_module)
    .filter((name) => stderr.includes(`ModuleNotFoundError: No module named '${name}'`));
// The first of these that is there is what CPython `version` prints.
const expectations = (file, version) =>
  [`.${version}.errata.`, `.${version}.`, '.'].map((middle) => stem(file) + middle + kind);

function write_expectations(file, by_version) {
  if (Object.keys(by_version).length === 0) return; // it suits none of them
  if (header(file, 'errata') !== undefined) {
    for (const version of Object.keys(by_version)) {
      const [real, ...documents] = expectations(file, version);
      const path = documents.find(existsSync);
      const printed = by_version[version].stdout;
      if (path && readFileSync(path, 'utf8') === printed) {
        if (existsSync(real)) unlinkSync(real);
      } else writeFileSync(real, printed);
    }
    return;
  }
  const newest = Object.keys(by_version).sort().at(-1);
  const base = (by_version['3.14'] ?? by_version[newest]).stdout;
  writeFileSync(`${stem(file)}.${kind}`, base);
  for (const version of versions) {
    const path = `${stem(file)}.${version}.${kind}`;
    const printed = by_version[version]?.stdout;
    if (printed !== undefined && printed !== base) writeFileSync(path, printed);
    else if (printed === undefined && meets_needs(file, version)) continue; // a module is missing
    else if (existsSync(path)) unlinkSync(path);
  }
}

const without_module = new Map(); // "CPython 3.13 has no module _testcapi" => programs
const results = new Map(files.map((file) => [file, {}]));
async function run_version(version) {
  const oracle = new Oracle(version);
  await Promise.all(
    files.filter((file) => meets_needs(file, version)).map(async (file) => {
      const result = await oracle.run(jobs[kind](file));
      if (kind === 'positions') result.stdout = result.stdout.replace(/^[^]*?^positions$/m, 'positions');
      if (kind === 'trace') {
        // The number of a record depends on how many INSTRUCTION events stand between.
        result.stdout = (result.files?.['/records'] ?? '').replace(/^\{"i":\d+,/gm, '{');
      }
      for (const name of missing_modules(file, result)) {
        const what = `CPython ${version} has no module ${name}`;
        without_module.set(what, (without_module.get(what) ?? 0) + 1);
        return;
      }
      results.get(file)[version] = result;
    }),
  );
  await oracle.close();
}
// Two at a time: each has 200 MB.
const waiting = [...versions];
await Promise.all(
  [0, 1].map(async () => {
    while (waiting.length) await run_version(waiting.shift());
  }),
);

let wrong = 0;
let count = 0;
const complain = (file, version, text) => {
  wrong++;
  console.log(`${file} on CPython ${version}: ${text}`);
};
for (const [file, by_version] of results) {
  const expected_exit = Number(header(file, 'exit') ?? 0);
  for (const version of versions) {
    if (!by_version[version]) continue; // it needs what this one has not
    count++;
    const { stdout, stderr, exit, timed_out } = by_version[version];
    if (timed_out) complain(file, version, 'timed out');
    else if (exit !== expected_exit) complain(file, version, `exit ${exit}\n${stderr}`);
    if (update) continue;
    const path = expectations(file, version).find(existsSync);
    if (!path) complain(file, version, 'no expected output');
    else if (readFileSync(path, 'utf8') !== stdout) {
      const [want, got] = [readFileSync(path, 'utf8').split('\n'), stdout.split('\n')];
      const at = want.findIndex((line, i) => line !== got[i]);
      const line = at < 0 ? want.length : at;
      const show = (text) => (text === undefined ? '(end)' : text);
      complain(file, version, `line ${line + 1}\n- ${show(want[line])}\n+ ${show(got[line])}`);
    }
  }
  if (update) write_expectations(file, by_version);
}
for (const [what, programs] of without_module) {
  console.log(`oracles: ${what}: ${programs} programs not compared with it`);
}
console.log(`oracles: ${files.length} programs x ${versions.length} CPythons, ${count} runs, ${wrong} wrong`);
process.exitCode = wrong ? 1 : 0;
