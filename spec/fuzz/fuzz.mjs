// Random programs on specmon and on a real CPython: do they show the same events, do they print the same?
//
//   node fuzz.mjs [--programs N] [--seed N] [--seconds N] [--version V]... [--plans] [--level line|columns] SPECMON
//
// Programs are traced on both sides, and also run unmonitored by specmon: that must print and end the
// same. With --plans programs are plans: they use sys.monitoring themselves and print what they see.
// Program N of seed S is that of seed S + N. What differs is made smaller and shown with the first
// difference, at most five a version. Exit status: 0 no difference, 1 some, 2 wrong usage.
import { versions as all_versions } from '../oracles/cpython_wasm.mjs';
import { levels } from '../oracles/traces.mjs';
import * as plans from './plans.mjs';
import * as programs from './programs.mjs';
import { Sides } from './sides.mjs';
import { smaller } from './tree.mjs';

const options = { seed: 1, programs: 100, seconds: Infinity, level: 'columns', batch: 40 };
const versions = [];
let made_by = programs;
const args = process.argv.slice(2);
while (args[0]?.startsWith('--')) {
  const name = args.shift().slice(2);
  if (name === 'plans') made_by = plans;
  else if (name === 'version') versions.push(args.shift());
  else if (name in options) options[name] = name === 'level' ? args.shift() : Number(args.shift());
  else args.length = 0;
}
const [specmon] = args;
const wrong_number = ['seed', 'programs', 'seconds', 'batch'].some((name) => Number.isNaN(options[name]));
if (!specmon || wrong_number || versions.some((one) => !all_versions.includes(one)) || !levels.includes(options.level)) {
  console.error('usage: fuzz.mjs [--programs N] [--seed N] [--seconds N] [--version V]... [--plans] [--level L] SPECMON');
  process.exit(2);
}

async function shrink(sides, tree) {
  for (let budget = 2000; ; ) {
    const candidates = [...smaller(tree)];
    let found = false;
    // In batches: one candidate at a time would wait for the interpreter most of the time.
    for (let from = 0; from < candidates.length && !found && budget > 0; from += 8) {
      const some = candidates.slice(from, from + 8);
      budget -= some.length;
      const outcomes = await sides.differences(some.map(made_by.complete));
      const at = outcomes.findIndex((difference) => difference !== null);
      if (at < 0) continue;
      tree = some[at];
      found = true;
    }
    if (!found) return tree;
  }
}

// One version: how many were compared, how many of them differ.
async function fuzz(version) {
  const sides = new Sides(specmon, version, made_by === plans ? 'run' : 'trace', options.level);
  const until = Date.now() + options.seconds * 1000;
  let [done, bad] = [0, 0];
  while (done < options.programs && Date.now() < until && bad < 5) {
    const count = Math.min(options.batch, options.programs - done);
    const trees = Array.from({ length: count }, (_, n) => made_by.generate(options.seed + done + n));
    const differences = await sides.differences(trees.map(made_by.complete));
    const counts = { ...sides.counts };
    for (let n = 0; n < count && bad < 5; n++) {
      if (differences[n] === null) continue;
      bad++;
      const source = made_by.complete(await shrink(sides, trees[n]));
      const shown = (await sides.differ(source)) ?? differences[n];
      console.log(`--- seed ${options.seed + done + n}, CPython ${version}\n${source}${shown}`);
    }
    sides.counts = counts; // making smaller does not count
    done += count;
    if (done % 1000 < count && done < options.programs) console.error(`${done} so far, CPython ${version}`);
  }
  await sides.close();
  const { refused, timed_out, unsupported } = sides.counts;
  const what = made_by === plans ? 'plans' : 'programs';
  console.log(
    `fuzz: ${done} ${what}, seeds from ${options.seed}, CPython ${version}: ${bad} differ` +
      `${refused ? `, ${refused} refused by both` : ''}${timed_out ? `, ${timed_out} too slow` : ''}` +
      `${unsupported ? `, ${unsupported} unsupported` : ''}`,
  );
  return bad;
}

// Two versions at a time: each interpreter has 200 MB.
const waiting = versions.length ? versions : [...all_versions];
let bad = 0;
await Promise.all(
  [0, 1].map(async () => {
    while (waiting.length) bad += await fuzz(waiting.shift());
  }),
);
process.exitCode = bad ? 1 : 0;
