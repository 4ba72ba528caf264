// Random programs that end, over the whole subset: functions of every kind, classes, and what calls
// them. The same seed gives the same program, whatever the version.
//
// Beside what an expression's scope has (expressions.mjs), that of a statement has
//   kind      module, function, generator, coroutine, async_generator, method or class
//   in_loop   `break` and `continue` may stand here
//   in_group  inside `except*`: no return, and no way out by a loop around it
import { Expressions } from './expressions.mjs';
import { random } from './random.mjs';
import { code, render, text_of } from './tree.mjs';

// What programs use that they do not define, each part if it is used.
const preludes = [
  [
    /\bManager\(/,
    `class Manager:
    def __init__(self, suppress):
        self.suppress = suppress

    def __enter__(self):
        return self.suppress

    def __exit__(self, kind, error, traceback):
        return self.suppress


`,
  ],
  [
    /\bAsyncManager\(/,
    `class AsyncManager:
    def __init__(self, suppress):
        self.suppress = suppress

    async def __aenter__(self):
        await pause(1)
        return self.suppress

    async def __aexit__(self, *error):
        return self.suppress


`,
  ],
  [
    /\bticks\(/,
    `class ticks:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        return self.n


`,
  ],
  [
    /\bCountdown\(/,
    `class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


`,
  ],
  [
    /\bcount\(/,
    `def count(n):
    for i in range(n):
        yield i
    return n


`,
  ],
  [
    /\btwice\b/,
    `def twice(function):
    def wrapper(*args, **keywords):
        return function(*args, **keywords)

    return wrapper


def tagged(tag):
    return lambda function: function


`,
  ],
  [
    /\b(pause|drive)\(/,
    `class Pause:
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


async def collect(items):
    return [item async for item in items]


`,
  ],
];

export class Programs extends Expressions {
  line(node) {
    return { code: node };
  }

  // ---- simple statements
  simple(scope) {
    const line = (node) => this.line(node);
    const any = () => this.any(scope);
    const int = () => this.int(scope);
    const v = () => this.variable(scope);
    const options = [
      [8, () => {
        const target = this.r.chance(0.5) ? v() : this.name('v');
        const made = line(code`${target} = ${int()}`);
        scope.names.push(target);
        return made;
      }],
      [1, () => line(code`${v()} ${this.r.pick(['+=', '-=', '|=', '&=', '%='])} ${int()}`)],
      [2, () => line(code`print(${any()})`)],
      [2, () => line(any())],
      [1, () => line(code`pass`)],
      [1, () => line(code`${v()}, ${v()} = ${this.atom(scope)}, ${int()}`)],
      [1, () => line(code`${v()}, *${this.name('rest')} = ${this.sequence(scope, 2)}`)],
      [1, () => line(code`(${v()}, ${v()}), ${v()} = (1, 2), ${int()}`)],
      [1, () => line(code`${v()} = ${v()} = ${int()}`)],
      [this.r.chance(0.5) ? 1 : 0, () => line(code`raise ${this.raised(scope)}`)],
      [1, () => line(code`assert ${this.condition(scope)}${this.r.chance(0.5) ? `, ${this.r.pick(["'message'", 'str(1)'])}` : ''}`)],
      [1, () => line(code`a = 1; b = ${int()}`)],
      [1, () => line(code`${v()}: int = ${int()}`)],
      [this.r.chance(0.4) ? 1 : 0, () => line(code`${this.r.pick(['"a string"', '1', '...', 'import math', 'from math import floor, ceil as up'])}`)],
      [1, () => {
        const name = this.name('d');
        const use = this.r.pick([`${name}[0] = 1`, `${name}[0] += 1`, `del ${name}[0]`, `${name}[1:] = [4]`, `${name}.append(5)`, `${name}[:1] += [1]`, `del ${name}[:]`, `del ${name}`]);
        return line(code`${name} = [${int()}, 2]; ${use}`);
      }],
    ];
    const kind = scope.kind;
    if (kind !== 'module' && kind !== 'class' && !scope.in_group) {
      options.push([3, () => line(kind === 'async_generator' ? code`return` : code`return ${int()}`)]);
      options.push([1, () => line(code`${kind === 'async_generator' ? 'return' : this.r.pick(['return', 'return None', 'return 5', 'return (1, 2)', 'return -1', 'return a'])}`)]);
    }
    if (scope.in_loop) options.push([2, () => line(code`break`)], [2, () => line(code`continue`)]);
    if (scope.yields) {
      options.push([4, () => line(code`yield ${int()}`)], [1, () => line(code`${v()} = yield`)]);
      if (kind === 'generator') {
        options.push([1, () => line(code`yield from ${this.r.pick([`count(${this.r.below(3)})`, '(1, 2)', 'range(2)', '[i for i in (1, 2)]', 'Countdown(1)'])}`)]);
      }
    }
    if (scope.awaits) options.push([3, () => line(code`await pause(${this.atom(scope)})`)]);
    if (scope.methods && kind === 'method') {
      options.push([3, () => line(code`self.${this.r.pick(['value', 'other', 'value'])} ${this.r.pick(['=', '='])} ${int()}`)], [1, () => line(code`self.value += ${int()}`)]);
    }
    if (scope.outer?.length) options.push([2, () => line(code`${this.r.pick(scope.outer)} += ${int()}`)]);
    return this.r.weighted(options);
  }

  raised(scope) {
    return this.r.weighted([
      [3, () => code`${this.r.pick(['ValueError', 'KeyError(1)', "OSError('o', 2)", 'IndexError()', 'StopIteration(1)', 'ZeroDivisionError'])}`],
      [1, () => code`ValueError(${this.int(scope, 1)}) from KeyError(1)`],
      [1, () => code`ValueError('v') from None`],
      [1, () => code`ExceptionGroup('g', [ValueError(${this.int(scope, 1)}), KeyError('k')])`],
    ]);
  }

  // ---- blocks
  block(scope, depth, most = 3) {
    const statements = [];
    for (let n = 1 + this.r.below(Math.min(most, depth + 1)); n > 0; n--) {
      statements.push(this.statement(scope, depth));
      const last = statements.at(-1).code;
      if (last && /^(return|raise|break|continue)\b/.test(text_of(last)) && this.r.chance(0.85)) break;
    }
    return statements;
  }

  statement(scope, depth) {
    if (depth <= 0 || this.r.chance(0.55)) return this.simple(scope);
    // Names bound in a block are known in that block only, or many programs would end at once.
    const body = (more = {}) => this.block({ ...scope, ...more, names: [...scope.names] }, depth - 1);
    const options = [
      [6, () => this.if_statement(scope, body)],
      [4, () => this.for_statement(scope, body)],
      [3, () => this.while_statement(scope, body)],
      [5, () => this.try_statement(scope, body, depth)],
      [1, () => this.group_statement(scope, body)],
      [3, () => this.with_statement(scope, body)],
      [2, () => this.match_statement(scope, body)],
    ];
    if (scope.awaits) options.push([3, () => this.async_for(scope, body)], [2, () => this.async_with(scope, body)]);
    if (scope.kind !== 'class' && scope.kind !== 'module' && depth > 1) options.push([2, () => this.inner_function(scope)]);
    return this.r.weighted(options);
  }

  if_statement(scope, body) {
    const test = () => this.condition(scope);
    if (this.r.chance(0.1)) return { parts: [{ head: code`if ${test()}: ${this.variable(scope)} = ${this.int(scope)}`, body: null }] };
    const parts = [{ head: code`if ${test()}:`, body: body() }];
    while (this.r.chance(0.3)) parts.push({ head: code`elif ${test()}:`, body: body(), optional: true });
    if (this.r.chance(0.4)) parts.push({ head: code`else:`, body: body(), optional: true });
    return { parts };
  }

  for_statement(scope, body) {
    const target = this.name('i');
    const [shown, source] = this.r.weighted([
      [4, () => [target, code`range(${String(this.r.below(4))})`]],
      [2, () => [target, code`${this.r.pick(['(0, 1)', '[1, None, 2]', "'ab'", '()', '{1: 2}', '(1, 2, 3)'])}`]],
      [2, () => [target, code`${this.r.pick(['count', 'Countdown'])}(${String(this.r.below(3))})`]],
      [1, () => [target, this.sequence(scope, 2)]],
      [1, () => [target, code`${this.variable(scope)}`]],
      [1, () => [`${target}, ${this.name('j')}`, code`${this.r.pick(["enumerate('xy')", 'zip([1, 2], [3, 4])', '{1: 2}.items()', '[(1, 2), (3,)]'])}`]],
      [1, () => [`${target}, *${this.name('j')}`, code`[(1, 2, 3), [4]]`]],
      [this.generators.length ? 2 : 0, () => [target, this.call(scope, this.r.pick(this.generators), 2)]],
    ]);
    scope.names.push(target);
    const inside = body({ in_loop: true });
    scope.names.pop();
    const parts = [{ head: code`for ${shown} in ${source}:`, body: inside }];
    if (this.r.chance(0.2)) parts.push({ head: code`else:`, body: body(), optional: true });
    return { parts };
  }

  while_statement(scope, body) {
    const n = this.name('w');
    const limit = String(1 + this.r.below(3));
    const counter = this.line(code`${n} += 1`);
    counter.keep = true;
    const inside = [counter];
    let head = this.r.weighted([
      [4, () => code`while ${n} < ${limit}:`],
      [3, () => code`while ${n} < ${limit} and ${this.condition(scope, 1)}:`],
      [1, () => code`while ${n} < ${limit} and (${this.condition(scope, 1)} or ${this.condition(scope, 1)}):`],
      [1, () => code`while not ${n} > ${limit}:`],
      [1, () => code`while (${n} := ${n} + 1) < ${limit}:`],
      [1, () => code`while 0 <= ${n} < ${limit}:`],
      [3, () => null],
    ]);
    if (head === null) {
      head = code`${this.r.pick(['while True:', 'while 1:', 'while not 0:'])}`;
      const out = this.line(code`break`);
      out.keep = true;
      inside.push({ keep: true, parts: [{ head: code`if ${n} > ${limit}:`, body: [out] }] });
    }
    const parts = [{ head, body: [...inside, ...body({ in_loop: true })] }];
    if (this.r.chance(0.15)) parts.push({ head: code`else:`, body: body(), optional: true });
    return { before: `${n} = 0`, parts: parts.map((part) => ({ ...part, head: part.head })), loop: true };
  }

  try_statement(scope, body, depth) {
    const parts = [{ head: code`try:`, body: body() }];
    const handlers = this.r.below(3);
    for (let i = 0; i < handlers; i++) {
      const kind = this.r.pick(['ValueError', 'KeyError', 'TypeError', '(OSError, ZeroDivisionError)', 'Exception', 'Exception', 'LookupError']);
      const named = this.r.chance(0.35) ? ' as error' : '';
      const bare = i === handlers - 1 && this.r.chance(0.15);
      const inside = body();
      if (this.r.chance(0.15)) inside.push(this.line(code`${named ? this.r.pick(['raise', 'raise error', 'raise KeyError(2) from error', 'error']) : 'raise'}`));
      parts.push({ head: code`${bare ? 'except:' : `except ${kind}${named}:`}`, body: inside, optional: true });
    }
    if (handlers && this.r.chance(0.3)) parts.push({ head: code`else:`, body: body(), optional: true });
    if (!handlers || this.r.chance(0.35)) {
      // `return`, `break` and `continue` in finally are syntax warnings from 3.14 on: rare here.
      const leaves = this.r.chance(0.05);
      const inside = leaves ? body() : this.block({ ...scope, kind: 'module', in_loop: false, methods: undefined, names: [...scope.names] }, Math.min(depth - 1, 1), 2);
      parts.push({ head: code`finally:`, body: inside, optional: handlers > 0 });
    }
    return { parts };
  }

  group_statement(scope, body) {
    const parts = [{ head: code`try:`, body: body() }];
    for (let i = 0; i <= this.r.below(2); i++) {
      const kind = this.r.pick(['ValueError', 'KeyError', '(TypeError, ValueError)', 'Exception']);
      const named = this.r.chance(0.4) ? ' as group' : '';
      parts.push({ head: code`except* ${kind}${named}:`, body: body({ in_group: true, in_loop: false }), optional: i > 0 });
    }
    if (this.r.chance(0.2)) parts.push({ head: code`else:`, body: body(), optional: true });
    if (this.r.chance(0.2)) parts.push({ head: code`finally:`, body: body({ in_group: true, in_loop: false }), optional: true });
    return { parts };
  }

  with_statement(scope, body) {
    const manager = () => code`Manager(${this.r.chance(0.8) ? this.r.pick(['True', 'False']) : this.int(scope, 1)})`;
    const named = () => (this.r.chance(0.4) ? ` as ${this.variable(scope)}` : '');
    const items = [code`${manager()}${named()}`];
    if (this.r.chance(0.25)) items.push(code`${manager()}${named()}`);
    const head = items.length > 1 && this.r.chance(0.4) ? code`with (${items[0]},\n            ${items[1]}):` : code`with ${items}:`;
    return { parts: [{ head, body: body() }] };
  }

  match_statement(scope, body) {
    const patterns = [
      '0', '1 | 2', 'None', 'int(m)', '[m, *_]', "{'a': m}", "'a'", 'str()', '(m, 2)', 'True', '-1', '[1, [m]]', '{"a": 1, **more}',
      'int() | str() as m', '[]', 'float(real=m)', '[int(m), *rest] | [m, rest]', '1.5 | 2', '(1 | 2) as m', 'math.pi',
    ];
    if (this.classes.length) patterns.push(`${this.classes[0].name}(value=m)`, `${this.classes[0].name}(0)`, `${this.classes[0].name}(value=0 | 1)`);
    const cases = Array.from({ length: 1 + this.r.below(3) }, (_, i) => ({
      head: code`case ${this.r.pick(patterns)}${this.r.chance(0.25) ? code` if ${this.condition(scope, 1)}` : ''}:`,
      body: body(),
      optional: i > 0,
      level: 1,
    }));
    if (this.r.chance(0.4)) cases.push({ head: code`case ${this.r.pick(['_', 'm'])}:`, body: body(), optional: true, level: 1 });
    const subject = this.r.weighted([
      [3, () => this.int(scope, 1)],
      [2, () => this.any(scope)],
      [1, () => code`[1, [${this.int(scope, 1)}]]`],
      [1, () => code`{"a": ${this.int(scope, 1)}}`],
      [1, () => code`${this.int(scope, 1)}, ${this.int(scope, 1)}`],
      [this.classes.length ? 2 : 0, () => code`${this.classes.at(-1)?.name}(${this.int(scope, 1)})`],
    ]);
    return { parts: [{ head: code`match ${subject}:`, body: null }, ...cases] };
  }

  async_for(scope, body) {
    const target = this.name('i');
    const source = this.async_generators.length && this.r.chance(0.6) ? this.call(scope, this.r.pick(this.async_generators), 2) : code`ticks(${String(this.r.below(3))})`;
    const parts = [{ head: code`async for ${target} in ${source}:`, body: body({ in_loop: true }) }];
    if (this.r.chance(0.2)) parts.push({ head: code`else:`, body: body(), optional: true });
    return { parts };
  }

  async_with(scope, body) {
    const named = this.r.chance(0.4) ? ` as ${this.variable(scope)}` : '';
    return { parts: [{ head: code`async with AsyncManager(${this.r.pick(['True', 'False'])})${named}:`, body: body() }] };
  }

  inner_function(scope) {
    const name = this.name('inner');
    const uses_outer = this.r.chance(0.4);
    const is_generator = this.r.chance(0.2);
    const outer = uses_outer ? [this.r.pick(['a', 'b'])] : [];
    const inner = {
      names: ['p0', 'p0', ...scope.names.slice(0, 2)],
      kind: is_generator ? 'generator' : 'function',
      yields: is_generator,
      walrus: false,
      outer,
    };
    const body = this.block(inner, 1);
    // Assigned inside and read before: an UnboundLocalError, which is fine.
    if (uses_outer) body.unshift({ ...this.line(code`nonlocal ${outer[0]}`), keep: true });
    if (is_generator) body.push({ ...this.line(code`yield p0`), keep: true });
    const use = is_generator ? code`sum(${name}(${this.atom(scope)}))` : code`${name}(${this.r.chance(0.5) ? this.atom(scope) : ''})`;
    return {
      parts: [
        { head: code`if ${this.r.pick(['True', 'a', 'b', '1'])}:`, body: [
          { parts: [{ head: code`def ${name}(p0=${this.atom(scope)}):`, body }] },
          this.line(this.r.chance(0.7) ? code`${this.r.pick(['a', 'b'])} = ${use}` : use),
        ] },
      ],
    };
  }

  // ---- definitions
  parameters(count) {
    return Array.from({ length: count }, (_, n) => {
      const annotated = this.r.chance(0.15) ? this.r.pick([': int', ': "int"', ': list[int]', ': int | None']) : '';
      return `p${n}${annotated}`;
    });
  }

  function_definition(kind) {
    const name = this.name('f');
    const count = this.r.below(3);
    const scope = {
      names: ['a', 'b', 'a', 'b', ...Array.from({ length: count }, (_, n) => `p${n}`)],
      kind,
      yields: kind === 'generator' || kind === 'async_generator',
      awaits: kind === 'coroutine' || kind === 'async_generator',
      walrus: true,
    };
    if (kind === 'async_generator') scope.yields = true;
    const body = [{ ...this.line(code`a = b = 1`), keep: true }, ...this.block(scope, this.r.pick([1, 2, 2]))];
    if (this.r.chance(0.5)) body.push(...this.block(scope, 1));
    if (this.r.chance(0.1)) body.unshift(this.line(code`"""Says what it does."""`));
    if (kind === 'function' && this.r.chance(0.1)) {
      body.unshift({ ...this.line(code`global shared`), keep: true });
      body.push(this.line(code`shared = ${this.int(scope)}`));
    }
    if (scope.yields) body.push({ ...this.line(code`yield a`), keep: true });
    if (kind === 'coroutine') body.push(this.line(code`await pause(a)`));
    const list = this.parameters(count).join(', ');
    const result = this.r.chance(0.1) ? ' -> int' : '';
    const types = this.r.chance(0.08) ? this.r.pick(['[T]', '[T: int]', '[*Ts]', '[T: (int, str), **P]']) : '';
    const asynchronous = kind === 'coroutine' || kind === 'async_generator' ? 'async ' : '';
    const decorators = kind === 'function' && this.r.chance(0.12) ? [this.r.pick(['@twice', '@tagged("t")', '@twice\n@tagged(1)'])] : [];
    const statement = {
      parts: [{ head: code`${decorators.map((one) => `${one}\n`).join('')}${asynchronous}def ${name}${types}(${list}${result ? '' : ''})${result}:`, body }],
      gap: true,
    };
    const call = code`${name}(${Array.from({ length: count }, () => this.atom({ names: ['0', '1', 'None'] }))})`;
    const known = { name, params: count };
    const table = { function: this.functions, generator: this.generators, coroutine: this.coroutines, async_generator: this.async_generators };
    table[kind].push(known);
    return { name, statement, start: call, call: this.use(kind, call) };
  }

  use(kind, call) {
    if (kind === 'coroutine') return code`drive(${call})`;
    if (kind === 'async_generator') return code`drive(collect(${call}))`;
    if (kind === 'function') return call;
    return this.r.weighted([
      [4, () => code`list(${call})`],
      [1, () => code`[*${call}]`],
      [1, () => code`next(${call})`],
      [1, () => code`(g := ${call}, next(g), g.send(1))[1:]`],
      [1, () => code`(g := ${call}, next(g), g.throw(ValueError('thrown')))[1:]`],
      [1, () => code`(g := ${call}, next(g), g.close())[1:]`],
    ]);
  }

  class_definition() {
    const name = this.name('C');
    const base = this.classes.length && this.r.chance(0.5) ? this.classes.at(-1) : null;
    const methods = ['get', ...(base?.methods.filter((one) => one !== 'get') ?? [])];
    const scope = { names: ['p', 'p', 'a', 'b'], kind: 'method', methods: [], derived: base !== null, walrus: true };
    const method = (head, depth = 1, more = {}) => ({
      parts: [{ head, body: [{ ...this.line(code`a = b = 2`), keep: true }, ...this.block({ ...scope, ...more, names: [...scope.names] }, depth)] }],
      optional: true,
    });
    const body = [];
    if (this.r.chance(0.3)) body.push(this.line(code`"""A class."""`));
    body.push(this.line(code`total = ${this.int({ names: ['0', '1'] }, 1)}`));
    if (this.r.chance(0.3)) body.push(this.line(code`${this.r.pick(['size: int', 'size: int = 3', 'label: str = "a"', '__slots__ = ()', 'for k in range(2): total += k', '__match_args__ = ("value",)'])}`));
    if (!base || this.r.chance(0.3)) {
      const first = base ? code`super().__init__(p)` : code`self.value = p`;
      body.push({ parts: [{ head: code`def __init__(self, p=1):`, body: [{ ...this.line(first), keep: true }] }] });
    }
    body.push(method(code`def get(self, p=0):`, 2));
    const more = [
      ['value_of', '@classmethod\n    def value_of(cls, p=0):', { methods: undefined, kind: 'function', derived: false }],
      ['fixed', '@staticmethod\n    def fixed(p=0):', { methods: undefined, kind: 'function', derived: false }],
      ['again', 'def again(self, p=0):', {}],
      [null, '@property\n    def doubled(self):', { names: ['a'] }],
      [null, 'def __add__(self, p):', {}],
      [null, 'def __len__(self):', { names: ['a'] }],
      [null, 'def __getitem__(self, p):', {}],
      [null, 'def __call__(self, p=0):', {}],
      [null, 'def __lt__(self, p):', {}],
      [null, 'def __iter__(self):', { kind: 'generator', yields: true, names: ['a'] }],
    ];
    for (const [known, head, changes] of more) {
      if (!this.r.chance(0.2)) continue;
      const made = method(code`${head}`, 1, {});
      const inner = { ...scope, ...changes };
      inner.names = head.includes('(self):') ? ['a', 'b'] : [...scope.names];
      made.parts[0].body = [{ ...this.line(code`a = b = 2`), keep: true }, ...this.block(inner, 1)];
      if (inner.yields) made.parts[0].body.push({ ...this.line(code`yield 1`), keep: true });
      body.push(made);
      if (known) methods.push(known);
    }
    const bases = this.r.weighted([
      [6, () => (base ? `(${base.name})` : '')],
      [1, () => (base ? `(${base.name}, metaclass=type)` : '(object)')],
    ]);
    const types = this.r.chance(0.06) ? '[T]' : '';
    const statement = { parts: [{ head: code`class ${name}${types}${bases}:`, body }], gap: true };
    this.classes.push({ name, methods });
    const made = code`${name}(2).${this.r.pick(methods)}(1)`;
    return { name, statement, call: made };
  }

  guarded(node) {
    return {
      parts: [
        { head: code`try:`, body: [this.line(code`print(${node})`)] },
        { head: code`except Exception as error:`, body: [this.line(code`print(type(error).__name__)`)] },
      ],
      gap: true,
    };
  }

  program() {
    const statements = [];
    const kinds = ['function', 'function', 'generator', 'function', 'coroutine', 'class', 'async_generator'];
    for (let n = this.r.pick([1, 1, 1, 2, 2, 3]); n > 0; n--) {
      const kind = this.r.pick(kinds);
      const { statement, call } = kind === 'class' ? this.class_definition() : this.function_definition(kind);
      statements.push(statement, this.guarded(call));
    }
    if (this.r.chance(0.3)) {
      const scope = { names: ['a', 'b'], kind: 'module', walrus: true };
      statements.push({ ...this.line(code`a = b = 1`), keep: true }, ...this.block(scope, 2));
    }
    if (this.r.chance(0.05)) statements.push(this.line(code`type Pair = tuple[int, int]`), this.line(code`print(Pair.__value__)`));
    return statements;
  }
}

export function generate(seed) {
  return new Programs(random(seed)).program();
}

export function complete(statements) {
  let text = render(statements);
  for (const [used, prelude] of preludes) if (used.test(text)) text = prelude + text;
  return text;
}
