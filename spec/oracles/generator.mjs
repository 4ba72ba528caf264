// Random programs that end, in the part of Python where event streams are interesting: control flow,
// exceptions, generators, calls. The same seed gives the same program.
//
// A statement is either {text} or {parts: [{head, body, optional}]}: enough of a tree to take parts
// away again when a program is made smaller.

export function random(seed) {
  let state = (seed * 2654435761 + 12345) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n) => Math.floor(next() * n);
  return { below, chance: (p) => next() < p, pick: (list) => list[below(list.length)] };
}

const prelude = `class Manager:
    def __init__(self, suppress):
        self.suppress = suppress

    def __enter__(self):
        return self.suppress

    def __exit__(self, kind, error, traceback):
        return self.suppress


class Item:
    kind = 1

    def __init__(self, value):
        self.value = value

    def get(self, more=0):
        return self.value + more


def count(n):
    for i in range(n):
        yield i
    return n


`;

class Generator {
  constructor(seed) {
    this.r = random(seed);
    this.counter = 0;
    this.functions = []; // {name, params}
    this.generators = [];
  }

  name(prefix) {
    return `${prefix}${this.counter++}`;
  }

  weighted(options) {
    const total = options.reduce((sum, [weight]) => sum + weight, 0);
    let at = this.r.below(total);
    for (const [weight, make] of options) {
      if (at < weight) return make();
      at -= weight;
    }
  }

  variable(scope) {
    return this.r.pick(scope.names);
  }

  atom(scope) {
    return this.weighted([
      [5, () => this.variable(scope)],
      [3, () => String(this.r.below(4))],
      [1, () => this.r.pick(['True', 'False', '-1', '1.5'])],
      [this.r.chance(0.2) ? 2 : 0, () => this.r.pick(['None', "'a'", "''", '[]', '(1, 2)', '{}'])],
    ]);
  }

  // Parts joined over several lines now and then.
  joined(parts, separator) {
    if (this.r.chance(0.12)) return `(${parts.join(`${separator}\n            `.replace(/^ /, ''))})`;
    return parts.join(separator);
  }

  condition(scope, depth = 2) {
    if (depth <= 0) return this.variable(scope);
    const c = () => this.condition(scope, depth - 1);
    const e = () => this.expression(scope, depth - 1);
    return this.weighted([
      [4, () => this.variable(scope)],
      [4, () => `${e()} ${this.r.pick(['<', '==', '!=', '>', 'is', 'is not'])} ${this.variable(scope)}`],
      [2, () => `not ${this.variable(scope)}`],
      [2, () => `(${c()} and ${c()})`],
      [2, () => `(${c()} or ${c()})`],
      [1, () => `not (${c()} or ${c()})`],
      [1, () => `0 < ${this.variable(scope)} < 3`],
      [1, () => `${this.variable(scope)} is None`],
      [1, () => `${this.variable(scope)} is not None`],
      [1, () => `${this.variable(scope)} in (0, 1, 2)`],
      [1, () => `(${this.variable(scope)} if ${c()} else ${c()})`],
      [1, () => this.r.pick(['True', '1', '0', 'not 0'])],
      [1, () => `(${c()} and\n            ${c()})`],
    ]);
  }

  expression(scope, depth = 2) {
    if (depth <= 0) return this.atom(scope);
    const e = () => this.expression(scope, depth - 1);
    const a = () => this.atom(scope);
    const options = [
      [6, () => this.atom(scope)],
      [3, () => `(${this.joined([e(), e()], ` ${this.r.pick(['+', '-', '+', '*', '%', '//'])} `)})`],
      [2, () => `(${e()} and ${e()})`],
      [2, () => `(${e()} or ${e()})`],
      [2, () => `(${e()} if ${this.condition(scope, 1)} else ${e()})`],
      [1, () => `(not ${e()})`],
      [1, () => `(-${this.variable(scope)})`],
      [1, () => `(${a()} < ${a()} <= ${a()})`],
      [2, () => `len(${this.r.pick(["'ab'", '[1, 2]', this.variable(scope)])})`],
      ...(this.r.chance(0.3)
        ? [
            [2, () => `[${this.joined([e(), e()], ', ')}]`],
            [2, () => `(${e()}, ${e()})`],
            [1, () => `{${a()}: ${e()}}`],
          ]
        : []),
      [this.r.chance(0.3) ? 2 : 0, () => `f'{${this.variable(scope)}}-{${this.variable(scope)}!r}'`],
      [1, () => `Item(${a()}).get(${this.r.chance(0.5) ? a() : ''})`],
      [1, () => `Item(${a()}).value`],
      [1, () => `[1, 2][${a()}]`],
      [1, () => `(lambda p: ${this.expression({ ...scope, names: ['p'] }, 1)})(${a()})`],
      [1, () => `max(${a()},\n            ${e()})`],
      [1, () => `int(${a()})`],
      [1, () => `(1 + 2 * 3)`],
    ];
    if (!scope.in_class) {
      options.push([2, () => `len(${this.comprehension(scope)})`]);
      options.push([this.r.chance(0.3) ? 2 : 0, () => this.comprehension(scope)]);
      options.push([1, () => `sum(q for q in range(${this.r.below(3)}))`]);
      options.push([1, () => `(u := ${e()})`]);
    }
    if (this.functions.length && !scope.is_async) {
      options.push([3, () => this.call(scope, depth)]);
    }
    if (scope.is_generator) options.push([2, () => `(yield ${a()})`]);
    return this.weighted(options);
  }

  comprehension(scope) {
    const inner = { ...scope, names: ['z', ...scope.names], is_generator: false };
    const element = this.expression({ ...inner, in_class: true }, 1);
    const filter = this.r.chance(0.5) ? ` if ${this.condition({ ...inner, in_class: true }, 1)}` : '';
    const source = this.r.pick([`range(${this.r.below(4)})`, '(0, 1)', '[2]']);
    return this.weighted([
      [4, () => `[${element} for z in ${source}${filter}]`],
      [1, () => `{z: ${element} for z in ${source}${filter}}`],
      [1, () => `[y for z in ${source} for y in (z, 1)${filter}]`],
    ]);
  }

  call(scope, depth) {
    const { name, params } = this.r.pick(this.functions);
    const args = Array.from({ length: params }, () => this.expression(scope, depth - 2));
    if (this.r.chance(0.1)) return `${name}(*[${args.join(', ')}])`;
    if (args.length && this.r.chance(0.15)) args[args.length - 1] = `p${params - 1}=${args[args.length - 1]}`;
    if (this.r.chance(0.15)) return `${name}(\n            ${args.join(',\n            ')}\n        )`;
    return `${name}(${args.join(', ')})`;
  }

  block(scope, depth) {
    const statements = [];
    for (let n = 1 + this.r.below(3); n > 0; n--) {
      statements.push(this.statement(scope, depth));
      const ends = /^(return|raise|break|continue)/.test(statements.at(-1).text ?? '');
      if (ends && this.r.chance(0.8)) break;
    }
    return statements;
  }

  statement(scope, depth) {
    const text = (line) => ({ text: line });
    const e = () => this.expression(scope);
    const simple = [
      [6, () => {
        const target = this.r.chance(0.5) ? this.variable(scope) : this.name('v');
        const value = e();
        scope.names.push(target);
        return text(`${target} = ${value}`);
      }],
      [2, () => text(`${this.variable(scope)} += ${e()}`)],
      [2, () => text(`print(${e()})`)],
      [2, () => text(e())],
      [1, () => text('pass')],
      [1, () => text(`${this.variable(scope)}, ${this.variable(scope)} = ${this.atom(scope)}, ${e()}`)],
      [this.r.chance(0.5) ? 1 : 0, () => text(`raise ${this.r.pick(['ValueError', 'KeyError(1)', "OSError('o', 2)", 'IndexError()'])}`)],
      [1, () => text(`assert ${this.condition(scope)}${this.r.chance(0.5) ? ", 'message'" : ''}`)],
      [1, () => text(`a = 1; b = ${e()}`)],
    ];
    if (scope.is_function) {
      simple.push([2, () => text(`return ${e()}`)], [1, () => text(this.r.pick(['return', 'return None', 'return 5']))]);
    }
    if (scope.in_loop) simple.push([2, () => text('break')], [2, () => text('continue')]);
    if (scope.is_generator) {
      simple.push([4, () => text(`yield ${e()}`)], [1, () => text(`yield from count(${this.r.below(3)})`)]);
    }
    if (scope.is_async) simple.push([3, () => text(`await pause(${this.atom(scope)})`)]);
    if (depth <= 0) return this.weighted(simple);
    // Names bound in a block are known in that block only, or most programs would end at once.
    const body = (more = {}) => this.block({ ...scope, ...more, names: [...scope.names] }, depth - 1);
    const compound = [
      [6, () => this.if_statement(scope, depth, body)],
      [4, () => this.for_statement(scope, body)],
      [3, () => this.while_statement(scope, body)],
      [4, () => this.try_statement(scope, body)],
      [2, () => ({
        parts: [{
          head: `with Manager(${this.r.pick(['True', 'False'])})${this.r.chance(0.4) ? ` as ${this.variable(scope)}` : ''}${this.r.chance(0.2) ? ', Manager(False)' : ''}:`,
          body: body(),
        }],
      })],
      [1, () => this.match_statement(scope, body)],
    ];
    if (scope.is_function && depth > 1) {
      compound.push([1, () => {
        const name = this.name('inner');
        const inner = { names: ['p0', ...scope.names.slice(0, 2)], is_function: true };
        // A name assigned inside would shadow; reading it first is an UnboundLocalError, which is fine.
        const made = { parts: [{ head: `def ${name}(p0=1):`, body: this.block(inner, 1) }] };
        scope.names.push(`${name}()`.replace('()', ''));
        return made;
      }]);
    }
    return this.weighted([...simple.map(([w, f]) => [w, f]), ...compound.map(([w, f]) => [w * 2, f])]);
  }

  if_statement(scope, depth, body) {
    const parts = [{ head: `if ${this.condition(scope)}:`, body: body() }];
    while (this.r.chance(0.3)) parts.push({ head: `elif ${this.condition(scope)}:`, body: body(), optional: true });
    if (this.r.chance(0.4)) parts.push({ head: 'else:', body: body(), optional: true });
    return { parts };
  }

  for_statement(scope, body) {
    const source = this.weighted([
      [3, () => `range(${this.r.below(4)})`],
      [2, () => this.r.pick(['(0, 1)', '[1, None, 2]', "'ab'", '()'])],
      [1, () => `count(${this.r.below(3)})`],
      [1, () => this.variable(scope)],
      [1, () => `[${this.expression(scope, 1)}, 1]`],
      [1, () => `enumerate('xy')`],
    ]);
    const target = this.name('i');
    scope.names.push(target);
    const inside = body({ in_loop: true });
    scope.names.pop();
    const parts = [{ head: `for ${target} in ${source}:`, body: inside }];
    if (this.r.chance(0.2)) parts.push({ head: 'else:', body: body(), optional: true });
    return { parts };
  }

  while_statement(scope, body) {
    const n = this.name('w');
    const limit = 1 + this.r.below(3);
    const inside = [{ text: `${n} += 1`, keep: true }];
    let head = `while ${n} < ${limit}:`;
    if (this.r.chance(0.3)) head = `while ${n} < ${limit} and ${this.condition(scope, 1)}:`;
    else if (this.r.chance(0.3)) {
      head = this.r.pick(['while True:', 'while 1:']);
      inside.push({ keep: true, parts: [{ head: `if ${n} > ${limit}:`, body: [{ text: 'break', keep: true }] }] });
    }
    const parts = [{ head, body: [...inside, ...body({ in_loop: true })] }];
    if (this.r.chance(0.15)) parts.push({ head: 'else:', body: body(), optional: true });
    return { before: `${n} = 0`, parts };
  }

  try_statement(scope, body) {
    const parts = [{ head: 'try:', body: body() }];
    const handlers = this.r.below(3);
    for (let i = 0; i < handlers; i++) {
      const kind = this.r.pick(['ValueError', 'KeyError', 'TypeError', '(OSError, ZeroDivisionError)', 'Exception']);
      const named = this.r.chance(0.35) ? ' as error' : '';
      const bare = i === handlers - 1 && this.r.chance(0.15);
      const inside = body();
      if (this.r.chance(0.15)) inside.push({ text: 'raise' });
      parts.push({ head: bare ? 'except:' : `except ${kind}${named}:`, body: inside, optional: true });
    }
    if (handlers && this.r.chance(0.3)) parts.push({ head: 'else:', body: body(), optional: true });
    if (!handlers || this.r.chance(0.35)) {
      // `return`, `break` and `continue` in finally are syntax warnings from 3.14 on.
      const inside = this.block({ names: scope.names, is_generator: scope.is_generator }, 1);
      parts.push({ head: 'finally:', body: inside, optional: handlers > 0 });
    }
    return { parts };
  }

  match_statement(scope, body) {
    const patterns = ['0', '1 | 2', 'None', 'int(m)', '[m, *_]', "{'a': m}", "'a'", 'Item(value=m)', 'str()', '(m, 2)'];
    const cases = Array.from({ length: 1 + this.r.below(3) }, () => ({
      head: `case ${this.r.pick(patterns)}${this.r.chance(0.2) ? ` if ${this.condition(scope, 1)}` : ''}:`,
      body: body(),
      optional: true,
      level: 1,
    }));
    cases[0].optional = false;
    if (this.r.chance(0.4)) cases.push({ head: 'case _:', body: body(), optional: true, level: 1 });
    return { parts: [{ head: `match ${this.expression(scope, 1)}:`, body: null }, ...cases] };
  }

  program() {
    const statements = [];
    const kinds = ['plain', 'plain', 'generator', 'plain', 'coroutine'];
    for (let i = 0; i < 2 + this.r.below(3); i++) {
      const kind = this.r.pick(kinds);
      const params = this.r.below(3);
      const names = ['a', 'b', ...Array.from({ length: params }, (_, n) => `p${n}`)];
      const name = this.name('f');
      const scope = { names, is_function: true, is_generator: kind === 'generator', is_async: kind === 'coroutine' };
      const body = [{ text: 'a = b = 1' }, ...this.block(scope, 2), ...this.block(scope, 2)];
      if (kind === 'generator') body.push({ text: 'yield a', keep: true });
      const list = Array.from({ length: params }, (_, n) => `p${n}`).join(', ');
      statements.push({ parts: [{ head: `${kind === 'coroutine' ? 'async ' : ''}def ${name}(${list}):`, body }], gap: true });
      const args = Array.from({ length: params }, () => this.atom({ names: ['0', '1', 'None'] })).join(', ');
      const call =
        kind === 'plain' ? `${name}(${args})` : kind === 'generator' ? `list(${name}(${args}))` : `drive(${name}(${args}))`;
      statements.push({
        parts: [
          { head: 'try:', body: [{ text: `print(${call})` }] },
          { head: 'except Exception as error:', body: [{ text: 'print(type(error).__name__)' }] },
        ],
        gap: true,
      });
      if (kind === 'plain') this.functions.push({ name, params });
    }
    return statements;
  }
}

const driver = `class Pause:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        yield self.value


async def pause(value):
    await Pause(value)
    return value


def drive(coroutine):
    while True:
        try:
            coroutine.send(None)
        except StopIteration as stop:
            return stop.value


`;

export function generate(seed) {
  return new Generator(seed).program();
}

export function render(statements) {
  const lines = [];
  const emit = (list, indent) => {
    for (const { text, parts, before, gap } of list) {
      if (before) lines.push(indent + before);
      if (text !== undefined) lines.push(indent + text);
      for (const { head, body, level = 0 } of parts ?? []) {
        const inner = indent + '    '.repeat(level);
        lines.push(inner + head);
        if (body === null) continue;
        if (body.length === 0) lines.push(`${inner}    pass`);
        emit(body, `${inner}    `);
      }
      if (gap) lines.push('');
    }
  };
  emit(statements, '');
  const text = lines.join('\n') + '\n';
  return (/Manager|Item|count\(/.test(text) ? prelude : '') + (/pause|drive/.test(text) ? driver : '') + text;
}

// Smaller trees, each without one statement or optional part, or with a block in its statement's place.
export function* smaller(statements) {
  for (let i = 0; i < statements.length; i++) {
    const put = (...replacement) => [...statements.slice(0, i), ...replacement, ...statements.slice(i + 1)];
    const one = statements[i];
    if (!one.keep) yield put();
    for (let j = 0; j < (one.parts?.length ?? 0); j++) {
      const part = one.parts[j];
      const swap = (...replacement) =>
        put({ ...one, parts: [...one.parts.slice(0, j), ...replacement, ...one.parts.slice(j + 1)] });
      if (part.optional) yield swap();
      if (part.body && !one.keep && !one.gap) yield put(...part.body);
      if (part.body) for (const body of smaller(part.body)) yield swap({ ...part, body });
    }
  }
}
