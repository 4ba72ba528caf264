// Real CPythons for comparison: the batch adapter.
//
//   node cpython_wasm.mjs VERSION
//
// reads JSON lines   {"id", "file" or "source" and "name", "args"?, "files"?, "collect"?, "seconds"?}
// and answers each   {"id", "stdout", "stderr", "exit", "timed_out", "files"?}
// with one interpreter kept alive. VERSION is 3.12, 3.13, 3.14 or 3.15 (3.12.7, 3.13.2, 3.14.2,
// 3.15.0rc1). "files" (path to text) are put in the interpreter's own file system, those named in
// "collect" are read back from it. A script that hangs costs the interpreter, and the next script
// gets a new one.
import { Worker } from 'node:worker_threads';
import { existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { basename } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { homedir } from 'node:os';

export const packages = { 3.12: 'p312', 3.13: 'p313', 3.14: 'p314', 3.15: 'p315' };
export const versions = Object.keys(packages);

export function install_dir() {
  const cache = process.env.XDG_CACHE_HOME ?? `${homedir()}/.cache`;
  return process.env.SPECMON_ORACLES ?? `${cache}/specmon-oracles`;
}

// The job that runs a program under spec/tracer.py; its records are in files['/records'].
export function trace_job(path, options = []) {
  const tracer = fileURLToPath(new URL('../tracer.py', import.meta.url));
  return {
    file: tracer,
    name: '/spec/tracer.py',
    args: [...options, '-o', '/records', path],
    files: { [path]: readFileSync(path) },
    collect: ['/records'],
  };
}

// The job that prints the positions of a program's code objects, behind what the program prints.
export function positions_job(path) {
  const name = basename(path, '.py');
  const show = fileURLToPath(new URL('../../tests/positions/show.py', import.meta.url));
  return { file: show, name: 'show.py', args: [name], files: { [`${name}.py`]: readFileSync(path) } };
}

export class Oracle {
  constructor(version) {
    if (!packages[version]) {
      throw new Error(`unknown version ${version}; allowed: ${versions.join(', ')}`);
    }
    this.package_dir = `${install_dir()}/node_modules/${packages[version]}`;
    if (!existsSync(this.package_dir)) {
      throw new Error(`${this.package_dir} is not there; ./dev oracles installs it`);
    }
    this.last = Promise.resolve();
  }

  start() {
    this.worker = new Worker(new URL('./worker.mjs', import.meta.url), {
      workerData: { package_dir: this.package_dir },
    });
    return new Promise((resolve, reject) => {
      this.worker.once('message', ({ ready }) => resolve(ready));
      this.worker.once('error', reject);
    });
  }

  // Runs one script after those already asked for.
  run(job) {
    const answer = this.last.then(() => this.run_now(job));
    this.last = answer.catch(() => {});
    return answer;
  }

  async run_now({ file, source, name, seconds = 20, ...rest }) {
    source ??= readFileSync(file);
    name ??= file ?? 'script.py';
    if (!this.worker) await this.start();
    const worker = this.worker;
    let timed_out = false;
    let timer;
    const outcome = await new Promise((resolve) => {
      const on_message = ({ started, ended, result }) => {
        if (started) {
          timer = setTimeout(() => {
            timed_out = true;
            finish(null);
          }, seconds * 1000);
        }
        if (ended) clearTimeout(timer);
        if (result) finish(result);
      };
      const on_error = (error) =>
        finish({ broken: true, stdout: '', stderr: `oracle: ${error.message}\n`, exit: 70 });
      const finish = (result) => {
        clearTimeout(timer);
        worker.off('message', on_message);
        worker.off('error', on_error);
        resolve(result);
      };
      worker.on('message', on_message);
      worker.on('error', on_error);
      worker.postMessage({ source, name, ...rest });
    });
    // What cannot be undone from outside: an audit hook stays for the interpreter's life.
    const tainted = source.includes('addaudithook');
    if (outcome === null || outcome.broken || tainted) await this.close();
    const { broken, ...result } = outcome ?? { stdout: '', stderr: '', exit: 70 };
    return { ...result, timed_out };
  }

  async close() {
    const worker = this.worker;
    this.worker = undefined;
    await worker?.terminate();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const oracle = new Oracle(process.argv[2]);
  const pending = [];
  for await (const line of createInterface({ input: process.stdin })) {
    if (!line.trim()) continue;
    const { id, ...job } = JSON.parse(line);
    pending.push(
      oracle
        .run(job)
        .catch((error) => ({ stdout: '', stderr: `oracle: ${error.message}\n`, exit: 70 }))
        .then((result) => process.stdout.write(JSON.stringify({ id, ...result }) + '\n')),
    );
  }
  await Promise.all(pending);
  await oracle.close();
}
