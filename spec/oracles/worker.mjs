// One live CPython, in a worker thread so that its owner can give it up: interruptible it would look at
// every 50th entry into a function whether it is interrupted, and 3.15 then shows other events (LINE-8).
//
// Faithful means: no Python frame of ours stands under the script. Global events see every frame, so
// the script is compiled and executed through JS proxies of two built-in functions, and the events
// are switched off through proxies before any Python code of the clean-up runs.
import { parentPort, workerData } from 'node:worker_threads';
import { dirname, resolve } from 'node:path';

const { package_dir } = workerData;
const { loadPyodide } = await import(`${package_dir}/pyodide.mjs`);
const pyodide = await loadPyodide({ indexURL: `${package_dir}/`, fullStdLib: false });

const output = { stdout: [], stderr: [] };
const sink = (name) => ({
  isatty: false,
  write(bytes) {
    output[name].push(Buffer.from(bytes));
    return bytes.length;
  },
});
pyodide.setStdout(sink('stdout'));
pyodide.setStderr(sink('stderr'));
pyodide.setStdin({ stdin: () => null });

const builtins = pyodide.pyimport('builtins');
const sys = pyodide.pyimport('sys');
const compile = builtins.compile;
const exec = builtins.exec;
const set_events = sys.monitoring.set_events;
const get_tool = sys.monitoring.get_tool;
const handled_exception = sys.exception;
const flush_stdout = sys.__stdout__.flush;
const flush_stderr = sys.__stderr__.flush;

// Python code, run while no events are on.
const helpers = pyodide.globals.get('dict')();
pyodide.runPython(
  `
import sys, types, gc, builtins, linecache, traceback, os
saved_builtins = dict(vars(builtins))
saved_modules = set(sys.modules)
saved_main = sys.modules['__main__']
saved_limit = sys.getrecursionlimit()
saved_path = list(sys.path)
saved_hooks = (sys.excepthook, sys.displayhook, sys.unraisablehook)
saved_cwd = os.getcwd()

def fresh(name, args, directory):
    module = types.ModuleType('__main__')
    module.__file__ = name
    module.__builtins__ = builtins
    sys.modules['__main__'] = module
    sys.argv = [name, *args]
    sys.path[:] = [directory or '.', *saved_path]
    linecache.clearcache()
    with open(name, 'rb') as file:
        return vars(module), file.read()

def describe():
    """Exit status of the exception that just left the script, and what CPython prints for it."""
    error = sys.last_value
    if isinstance(error, SystemExit):
        code = error.code
        if code is None:
            return 0, ''
        if isinstance(code, int):
            return code & 255, ''
        return 1, str(code) + '\\n'
    return 1, ''.join(traceback.format_exception(error))

def forget():
    sys.last_value = sys.last_exc = sys.last_type = sys.last_traceback = None

def clean():
    monitoring = sys.monitoring
    events = [getattr(monitoring.events, name) for name in dir(monitoring.events)
              if not name.startswith('_') and name not in ('NO_EVENTS', 'BRANCH')]
    if sys.version_info < (3, 14):
        events.append(monitoring.events.BRANCH)
    for tool in range(6):
        for event in events:
            try:
                monitoring.register_callback(tool, event, None)
            except ValueError:
                pass
        if monitoring.get_tool(tool) is not None:
            monitoring.free_tool_id(tool)
    monitoring.restart_events()
    sys.settrace(None)
    sys.setprofile(None)
    for name in list(vars(builtins)):
        if name not in saved_builtins:
            del vars(builtins)[name]
    vars(builtins).update(saved_builtins)
    for name in list(sys.modules):
        if name not in saved_modules:
            del sys.modules[name]
    sys.modules['__main__'] = saved_main
    sys.path[:] = saved_path
    sys.stdout, sys.stderr, sys.stdin = sys.__stdout__, sys.__stderr__, sys.__stdin__
    sys.setrecursionlimit(saved_limit)
    sys.excepthook, sys.displayhook, sys.unraisablehook = saved_hooks
    os.chdir(saved_cwd)
    gc.enable()
    gc.collect()
`,
  { globals: helpers },
);
const fresh = helpers.get('fresh');
const describe = helpers.get('describe');
const forget = helpers.get('forget');
const clean = helpers.get('clean');

function put_file(path, content) {
  const full_path = resolve(pyodide.FS.cwd(), path);
  pyodide.FS.mkdirTree(dirname(full_path));
  pyodide.FS.writeFile(full_path, content);
}

function switch_events_off() {
  for (let tool = 0; tool < 6; tool++) {
    if (get_tool(tool) !== undefined) set_events(tool, 0);
  }
}

function quietly(action) {
  try {
    action();
  } catch {
    // A stream the script closed: its output is already here.
  }
}

function run({ source, name, args = [], files = {}, collect = [] }) {
  output.stdout.length = 0;
  output.stderr.length = 0;
  put_file(name, source);
  for (const [path, content] of Object.entries(files)) put_file(path, content);
  const [namespace, text] = fresh(name, pyodide.toPy(args), dirname(name));
  let exit = 0;
  let failed = false;
  let code;
  parentPort.postMessage({ started: true });
  try {
    code = compile.callKwargs(text, name, 'exec', 0, { dont_inherit: true });
    exec(code, namespace);
  } catch (error) {
    failed = true;
    if (!(error instanceof pyodide.ffi.PythonError)) {
      exit = 70;
      output.stderr.push(Buffer.from(`oracle: ${error.stack ?? error}\n`));
    }
  }
  parentPort.postMessage({ ended: true });
  quietly(flush_stdout);
  quietly(flush_stderr);
  const stdout = Buffer.concat(output.stdout);
  const early_stderr = Buffer.concat(output.stderr);
  switch_events_off();
  // A callback that raises where an exception is handled may leave that one behind (on CPython): each
  // exception of the programs to come would have it as its context.
  const left = handled_exception();
  const broken = left !== undefined;
  left?.destroy();
  let message = '';
  if (failed && exit === 0) {
    const described = describe();
    [exit, message] = described.toJs();
    described.destroy();
  }
  const collected = {};
  for (const path of collect) {
    try {
      collected[path] = pyodide.FS.readFile(path, { encoding: 'utf8' });
      pyodide.FS.unlink(path);
    } catch {
      collected[path] = null;
    }
  }
  for (const path of [name, ...Object.keys(files)]) quietly(() => pyodide.FS.unlink(path));
  forget();
  namespace.destroy();
  text.destroy();
  code?.destroy();
  clean();
  return {
    stdout: stdout.toString('utf8'),
    stderr: early_stderr.toString('utf8') + message,
    exit,
    ...(broken ? { broken } : {}),
    ...(collect.length ? { files: collected } : {}),
  };
}

parentPort.on('message', (job) => {
  let result;
  try {
    result = run(job);
  } catch (error) {
    result = { broken: true, stdout: '', stderr: `oracle: ${error.stack ?? error}`, exit: 70 };
  }
  parentPort.postMessage({ result });
});
parentPort.postMessage({ ready: sys.version.split(' ')[0] });
