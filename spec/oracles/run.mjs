// run [--trace] [--seconds N] VERSION FILE [ARG...]: what that CPython prints, and its exit status.
// --trace runs FILE under spec/tracer.py and prints the records instead.
import { writeSync } from 'node:fs';
import { Oracle, trace_job, versions } from './cpython_wasm.mjs';

const args = process.argv.slice(2);
let trace = false;
let seconds = 20;
while (args[0]?.startsWith('--')) {
  const flag = args.shift();
  if (flag === '--trace') trace = true;
  else if (flag === '--seconds') seconds = Number(args.shift());
  else args.length = 0;
}
const [version, file, ...rest] = args;
if (!versions.includes(version) || !file) {
  console.error(`usage: run [--trace] [--seconds N] ${versions.join('|')} FILE [ARG...]`);
  process.exit(2);
}
const oracle = new Oracle(version);
const job = trace ? trace_job(file, rest) : { file, args: rest };
const result = await oracle.run({ ...job, seconds });
writeSync(1, trace ? (result.files?.['/records'] ?? '') : result.stdout);
if (trace) writeSync(2, result.stdout);
writeSync(2, result.stderr);
if (result.timed_out) writeSync(2, 'oracle: timed out\n');
await oracle.close();
process.exitCode = result.exit;
