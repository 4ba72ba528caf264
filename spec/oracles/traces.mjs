// Trace records read, normalised and compared.
//
//   compare_traces [--level line|columns] EXPECTED ACTUAL
//
// Both files hold records as `specmon trace --format jsonl` prints them; other lines (the program's
// own output) are passed over. What depends on an implementation's bytecode is left out: the record
// number, offsets, INSTRUCTION events. Level `line` keeps of a position the line, of an exception
// its type; level `columns` keeps all. Exit status: 0 equal, 1 different, 2 wrong usage.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

export const levels = ['line', 'columns'];

export function read_records(text) {
  return text
    .split('\n')
    .filter((line) => /^\{"i": ?\d/.test(line))
    .map((line) => JSON.parse(line));
}

const position = (at, level) =>
  at === null || at === undefined
    ? '-'
    : level === 'line'
      ? `${at[0]}`
      : `${at[0]}:${at[1]}-${at[2] === at[0] ? '' : `${at[2]}:`}${at[3]}`;

// One record as one line of text; null for a record that is not compared.
export function normalise(record, level) {
  if (record.event === 'INSTRUCTION') return null;
  const parts = [record.event, record.code];
  if ('line' in record) parts.push(`line ${record.line}`);
  if ('at' in record) parts.push(`@${position(record.at, level)}`);
  if ('to' in record) parts.push(`=> @${position(record.to, level)}`);
  if ('callable' in record) parts.push(`${record.callable}(${record.arg0})`);
  if ('retval' in record) parts.push(`-> ${record.retval}`);
  if ('exception' in record) {
    parts.push(level === 'line' ? record.exception.replace(/\(.*/s, '') : record.exception);
  }
  return parts.join(' ');
}

// null when equal, else text that shows the first difference.
export function compare(expected, actual, level) {
  const [left, right] = [expected, actual].map((text) =>
    read_records(text)
      .map((record) => normalise(record, level))
      .filter((line) => line !== null),
  );
  if (left.length === 0 && right.length === 0) return 'no records on either side\n';
  let at = 0;
  while (at < left.length && at < right.length && left[at] === right[at]) at++;
  if (at === left.length && at === right.length) return null;
  const out = [`differ at record ${at} of ${left.length} expected, ${right.length} actual\n`];
  for (const line of left.slice(Math.max(0, at - 4), at)) out.push(`  ${line}\n`);
  for (const line of left.slice(at, at + 5)) out.push(`- ${line}\n`);
  for (const line of right.slice(at, at + 5)) out.push(`+ ${line}\n`);
  return out.join('');
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const args = process.argv.slice(2);
  let level = 'line';
  if (args[0] === '--level') [, level] = args.splice(0, 2);
  if (args.length !== 2 || !levels.includes(level)) {
    console.error('usage: compare_traces [--level line|columns] EXPECTED ACTUAL');
    process.exit(2);
  }
  const difference = compare(readFileSync(args[0], 'utf8'), readFileSync(args[1], 'utf8'), level);
  if (difference) process.stdout.write(difference);
  process.exitCode = difference ? 1 : 0;
}
