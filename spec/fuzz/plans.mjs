// Random plans: programs that use sys.monitoring themselves and print what they see. What is compared is
// the state machine: tools, masks, disabling, restarts, callbacks that change all of it while they run.
import { Programs, complete as complete_program } from './programs.mjs';
import { random } from './random.mjs';
import { code } from './tree.mjs';

// Ends in the names that steps and actions use. A callback passes over code of other files, and acts only
// in the workload, so that the plan itself gets to its end.
const frame = `import sys

M = sys.monitoring
E = M.events
LEFT = getattr(E, "BRANCH_LEFT", E.BRANCH)
RIGHT = getattr(E, "BRANCH_RIGHT", E.BRANCH)
FILE = (lambda: 0).__code__.co_filename
ACTIONS = {}
DISABLES = {}
counts = {}
positions = {}


def place(code, offset):
    if code not in positions:
        positions[code] = list(code.co_positions())
    line, _, column, _ = positions[code][offset // 2]
    return f"{line}:{column}"


def text(value):
    if value is None or isinstance(value, (int, str, tuple)):
        return repr(value)
    return type(value).__name__


def callback(tool, name, mark=""):
    def note(code, *rest):
        if code.co_filename != FILE or name == "INSTRUCTION":
            return None
        count = counts[tool, name] = counts.get((tool, name), 0) + 1
        if count <= 40:
            if name == "LINE":
                told = rest[0]
            elif name == "JUMP" or name.startswith("BRANCH") or name in ("LEFT", "RIGHT"):
                told = " ".join(place(code, at) for at in rest)
            elif name in ("CALL", "C_RETURN", "C_RAISE"):
                told = place(code, rest[0]) + " " + getattr(rest[1], "__name__", "?")
            elif name == "PY_UNWIND":
                told = text(rest[1])  # behind a branch whose callback failed, its offset is no offset up to 3.14
            elif len(rest) == 2:
                told = place(code, rest[0]) + " " + text(rest[1])
            else:
                told = place(code, rest[0])
            print(f"{tool}{mark} {name} {code.co_name} {told}")
        if count % DISABLES.get((tool, name), 1000) == 0:
            return M.DISABLE
        action = ACTIONS.get((tool, name, count))
        if action and code.co_name in WORK:
            print(f"{tool}{mark} acts: {action.__name__}")
            return action(code)
        return None

    return note


def attempt(function, *args):
    try:
        print("=>", text(function(*args)))
    except Exception as error:
        print("=>", type(error).__name__, error)


`;

const events = [
  'PY_START', 'PY_RESUME', 'PY_RETURN', 'PY_YIELD', 'CALL', 'LINE', 'JUMP', 'BRANCH', 'STOP_ITERATION', 'RAISE', 'EXCEPTION_HANDLED',
  'PY_UNWIND', 'PY_THROW', 'RERAISE', 'C_RETURN', 'C_RAISE', 'INSTRUCTION', 'LEFT', 'RIGHT',
];
const local = ['PY_START', 'PY_RESUME', 'PY_RETURN', 'PY_YIELD', 'CALL', 'LINE', 'JUMP', 'BRANCH', 'STOP_ITERATION', 'INSTRUCTION', 'LEFT', 'RIGHT'];
const shown = (event) => (event === 'LEFT' || event === 'RIGHT' ? event : `E.${event}`);

class Plans extends Programs {
  // A set of events; one in thirty is refused.
  mask(from = events) {
    if (this.r.chance(0.15)) return code`0`;
    const some = Array.from({ length: 1 + this.r.below(this.r.pick([2, 4, 8])) }, () => this.r.pick(from));
    const set = new Set(some);
    if ((set.has('C_RETURN') || set.has('C_RAISE')) && this.r.chance(0.9)) set.add('CALL');
    return { parts: [...set].flatMap((event, i) => (i ? [' | ', shown(event)] : [shown(event)])) };
  }

  tool() {
    return String(this.r.weighted([[6, () => 0], [5, () => 2], [3, () => 5], [1, () => this.r.below(6)]]));
  }

  // A change that a step or an action makes: [function, arguments].
  change(codes) {
    const tool = this.tool();
    const event = this.r.pick(events);
    return this.r.weighted([
      [5, () => ['M.set_events', code`${tool}, ${this.mask()}`]],
      [5, () => ['M.set_local_events', code`${tool}, ${this.r.pick(codes)}, ${this.mask(this.r.chance(0.9) ? local : events)}`]],
      [4, () => ['M.restart_events', code``]],
      [3, () => ['M.register_callback', code`${tool}, ${shown(event)}, ${this.r.chance(0.3) ? 'None' : `callback(${tool}, "${event}", "'")`}`]],
      [1, () => ['M.free_tool_id', code`${tool}`]],
      [1, () => ['M.use_tool_id', code`${tool}, "again"`]],
      [1, () => ['getattr(M, "clear_tool_id", M.get_tool)', code`${tool}`]],
      [1, () => ['M.get_events', code`${tool}`]],
      [1, () => ['M.get_local_events', code`${tool}, ${this.r.pick(codes)}`]],
    ]);
  }

  action(codes) {
    const name = this.name('action');
    const body = [];
    const make = ([what, args]) => ({ code: code`${what}(${args})` });
    this.r.weighted([
      [5, () => body.push(make(this.change(codes)))],
      [1, () => body.push(make(this.change(codes)), make(this.change(codes)))],
      [2, () => body.push({ code: code`raise ValueError("from a callback")` })],
      [2, () => body.push(make(['M.restart_events', code``]))],
      [2, () => body.push({ code: code`return M.DISABLE` })],
      [1, () => body.push({ code: code`M.set_local_events(${this.tool()}, code, ${this.mask(local)})` })],
    ]);
    if (this.r.chance(0.2)) body.push({ code: code`return M.DISABLE` });
    const when = `${this.tool()}, "${this.r.pick(events)}", ${1 + this.r.below(this.r.pick([3, 10]))}`;
    return [{ parts: [{ head: code`def ${name}(code):`, body }] }, { code: code`ACTIONS[${when}] = ${name}` }];
  }

  program() {
    const statements = [];
    const work = [];
    for (let n = 1 + this.r.below(3); n > 0; n--) {
      const kind = this.r.pick(['function', 'function', 'generator', 'generator', 'coroutine', 'class']);
      const made = kind === 'class' ? this.class_definition() : this.function_definition(kind);
      statements.push(made.statement);
      work.push({ kind, ...made });
    }
    const names = work.filter(({ kind }) => kind !== 'class').map(({ name }) => name);
    const codes = ['attempt', ...work.map(({ kind, name }) => (kind === 'class' ? `${name}.get` : name))].map((name) => `${name}.__code__`);
    const known = [...names, 'get', '__init__', 'again', 'count', '__next__', '__enter__', '__exit__', 'pause', '__await__'];
    statements.push({ code: code`WORK = {${known.map((name) => `"${name}"`).join(', ')}}`, keep: true });
    for (let n = this.r.below(5); n > 0; n--) statements.push(...this.action(codes));
    for (let n = this.r.below(3); n > 0; n--) {
      statements.push({ code: code`DISABLES[${this.tool()}, "${this.r.pick(events)}"] = ${String(this.r.pick([1, 2, 3]))}` });
    }

    const steps = [];
    const step = (what, args) => steps.push({ code: text_step(what, args) });
    for (const tool of [0, 2, 5]) {
      if (tool && this.r.chance(0.3)) continue;
      steps.push({ code: code`attempt(M.use_tool_id, ${String(tool)}, "tool")` });
      // One line for all callbacks but one now and then.
      const except = this.r.chance(0.3) ? this.r.pick(events) : '';
      const list = events.filter((event) => event !== except && (!['LEFT', 'RIGHT', 'BRANCH'].includes(event) || this.r.chance(0.5)));
      steps.push({
        parts: [
          {
            head: code`for name in ${`"${list.join(' ')}"`}.split():`,
            body: [{ code: code`M.register_callback(${String(tool)}, getattr(E, name, None) or (LEFT if name == "LEFT" else RIGHT), callback(${String(tool)}, name))`, keep: true }],
          },
        ],
      });
      if (this.r.chance(0.7)) step('M.set_events', code`${String(tool)}, ${this.mask()}`);
    }
    const suspended = [];
    for (let n = 3 + this.r.below(8); n > 0; n--) {
      this.r.weighted([
        [5, () => {
          const { call } = this.r.pick(work);
          steps.push({ code: code`attempt(lambda: ${call})` });
        }],
        [5, () => step(...this.change(codes))],
        [2, () => {
          const generator = this.r.pick(work.filter(({ kind }) => kind === 'generator').concat(work[0]));
          if (generator.kind !== 'generator') return;
          const name = this.name('g');
          suspended.push(name);
          steps.push({ code: code`${name} = ${generator.start}` });
        }],
        [suspended.length ? 4 : 0, () => {
          const name = this.r.pick(suspended);
          const use = this.r.pick([`next, ${name}`, `next, ${name}`, `next, ${name}, 9`, `${name}.send, 1`, `${name}.close`, `${name}.throw, KeyError("thrown")`, `list, ${name}`]);
          steps.push({ code: code`attempt(${this.r.chance(0.5) ? `lambda: ${use.replace(', ', '(')}${use.includes(',') ? ')' : '()'}` : use})` });
        }],
      ]);
    }
    statements.push({
      parts: [
        { head: code`try:`, body: steps },
        {
          head: code`finally:`,
          body: [
            { parts: [{ head: code`for tool in range(6):`, body: [{ code: code`M.get_tool(tool) and M.set_events(tool, 0)`, keep: true }] }], keep: true },
            { code: code`print(sorted(counts.items()))` },
          ],
        },
      ],
      keep: true,
    });
    return statements;
  }
}

function text_step(what, args) {
  return args.parts.length ? code`attempt(${what}, ${args})` : code`attempt(${what})`;
}

export function generate(seed) {
  return new Plans(random(seed)).program();
}

export function complete(statements) {
  return frame + complete_program(statements);
}
