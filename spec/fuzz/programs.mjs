// Random programs that end, over the whole subset: functions of every kind, classes, and what calls
// them. The same seed gives the same program, whatever the version.
import { preludes } from './preludes.mjs';
import { random } from './random.mjs';
import { Statements } from './statements.mjs';
import { code, render } from './tree.mjs';

export class Programs extends Statements {
  parameters(count) {
    return Array.from({ length: count }, (_, n) => {
      const annotated = this.r.chance(0.15) ? this.r.pick([': int', ': "int"', ': list[int]', ': int | None']) : '';
      return `p${n}${annotated}`;
    });
  }

  // The list as it is written: most of the time the names, else with all that a list may have.
  parameter_list(count) {
    const list = this.parameters(count);
    if (this.r.chance(0.7)) return list.join(', ');
    if (count && this.r.chance(0.4)) list[count - 1] += this.r.pick([' = 1', '=None', '=len("ab")', '=[z for z in (1, 2)]', '=(lambda: 2)()']);
    if (count && this.r.chance(0.2)) list.push('/');
    const last = this.r.pick(['', '*rest', '*rest: int', '*, key=1', '*rest, key=len("k")', '**more', '*rest, key: int = 1, **more']);
    if (last) list.push(last);
    return list.join(this.r.chance(0.15) ? ',\n            ' : ', ');
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
    if (count && this.r.chance(0.08)) body.unshift({ ...this.again(kind, name, count), keep: true });
    const list = this.parameter_list(count);
    const result = this.r.chance(0.1) ? ' -> int' : '';
    const types = this.r.chance(0.08) ? this.r.pick(['[T]', '[T: int]', '[*Ts]', '[T: (int, str), **P]']) : '';
    const asynchronous = kind === 'coroutine' || kind === 'async_generator' ? 'async ' : '';
    const decorators = (kind === 'function' ? this.r.chance(0.12) : this.r.chance(0.03)) ? [this.r.pick(['@twice', '@tagged("t")', '@twice\n@tagged(1)'])] : [];
    const statement = {
      parts: [{ head: code`${decorators.map((one) => `${one}\n`).join('')}${asynchronous}def ${name}${types}(${list})${result}:`, body }],
      gap: true,
    };
    const call = code`${name}(${Array.from({ length: count }, () => this.atom({ names: ['0', '1', 'None'] }))})`;
    const known = { name, params: count };
    const table = { function: this.functions, generator: this.generators, coroutine: this.coroutines, async_generator: this.async_generators };
    table[kind].push(known);
    return { name, statement, start: call, call: this.use(kind, call) };
  }

  // Recursion that ends: a statement in front of all others.
  again(kind, name, count) {
    const call = code`${name}(p0 - 1${', 1'.repeat(count - 1)})`;
    const use = { function: code`a = ${call}`, generator: code`yield from ${call}`, coroutine: code`a = await ${call}`, async_generator: code`a = await collect(${call})` };
    return { parts: [{ head: code`if type(p0) is int and 0 < p0 < 4:`, body: [this.line(use[kind])] }] };
  }

  use(kind, call) {
    if (kind === 'coroutine') {
      return this.r.weighted([
        [6, () => code`drive(${call})`],
        [1, () => code`(g := ${call}, g.send(None), g.close())[1:]`],
        [1, () => code`(g := ${call}, g.send(None), g.throw(ValueError('thrown')))[1:]`],
        [1, () => code`(g := ${call}, g.send(None), (g := 0))[2]`],
      ]);
    }
    if (kind === 'async_generator') return code`drive(${this.r.pick(['collect', 'collect', 'collect', 'first', 'closed'])}(${call}))`;
    if (kind === 'function') return call;
    return this.r.weighted([
      [4, () => code`list(${call})`],
      [1, () => code`[*${call}]`],
      [1, () => code`next(${call})`],
      [1, () => code`(g := ${call}, next(g), g.send(1))[1:]`],
      [1, () => code`(g := ${call}, next(g), g.throw(ValueError('thrown')))[1:]`],
      [1, () => code`(g := ${call}, next(g), g.close())[1:]`],
      [1, () => code`(g := ${call}, next(g), (g := 0))[2]`],
      [1, () => code`next(${call}, None)`],
      [1, () => code`dict(enumerate(${call}))`],
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
    if (this.r.chance(0.3)) body.push(this.line(code`${this.r.pick(['size: int', 'size: int = 3', 'label: str = "a"', 'field = Field()', 'field = Field()', 'class Part: size = 2', '[k for k in (1, 2)]', 'size = lambda self: self.value', 'for k in range(2): total += k', '__match_args__ = ("value",)'])}`));
    if (!base || this.r.chance(0.3)) {
      const first = base ? code`super().__init__(p)` : code`self.value = p`;
      body.push({ parts: [{ head: code`def __init__(self, p=1):`, body: [{ ...this.line(first), keep: true }] }] });
    }
    body.push(method(code`def get(self, p=0):`, 2));
    const more = [
      ['value_of', '@classmethod\n    def value_of(cls, p=0):', { methods: undefined, kind: 'function', derived: false }],
      ['fixed', '@staticmethod\n    def fixed(p=0):', { methods: undefined, kind: 'function', derived: false }],
      ['again', 'def again(self, p=0):', {}],
      ['again', '@twice\n    def again(self, p=0):', {}],
      [null, '@property\n    def doubled(self):', { names: ['a'] }],
      [null, 'def __del__(self):', { names: ['a'] }],
      [null, 'def __bool__(self):', { names: ['a'] }],
      [null, 'def __eq__(self, p):', {}],
      [null, 'def __contains__(self, p):', {}],
      [null, 'def __getattr__(self, p):', { methods: undefined, derived: false, names: ['a', 'b'] }],
      [null, 'def __add__(self, p):', {}],
      [null, 'def __len__(self):', { names: ['a'] }],
      [null, 'def __getitem__(self, p):', { first: 'if p == 3: raise IndexError' }], // or iterating would not end
      [null, 'def __call__(self, p=0):', {}],
      [null, 'def __lt__(self, p):', {}],
      [null, 'def __iter__(self):', { kind: 'generator', yields: true, names: ['a'] }],
    ];
    for (const [known, head, changes] of more) {
      if (!this.r.chance(0.15)) continue;
      const made = method(code`${head}`, 1, {});
      const inner = { ...scope, ...changes };
      inner.names = head.includes('(self):') ? ['a', 'b'] : [...scope.names];
      made.parts[0].body = [{ ...this.line(code`a = b = 2`), keep: true }, ...this.block(inner, 1)];
      if (inner.first) made.parts[0].body.unshift({ ...this.line(code`${inner.first}`), keep: true });
      if (inner.yields) made.parts[0].body.push({ ...this.line(code`yield 1`), keep: true });
      body.push(made);
      if (known) methods.push(known);
    }
    const bases = this.r.weighted([
      [6, () => (base ? `(${base.name})` : '')],
      [1, () => (base ? `(${base.name}, metaclass=type)` : this.r.pick(['(object)', '(metaclass=Meta)', '(metaclass=Meta, flag=1)', '(Flagged, flag=2)', '(Flagged)', '(*[object], **{})'])) ],
    ]);
    const types = this.r.chance(0.06) ? '[T]' : '';
    const decorator = this.r.chance(0.08) ? '@tagged("t")\n' : '';
    const statement = { parts: [{ head: code`${decorator}class ${name}${types}${bases}:`, body }], gap: true };
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
    if (this.r.chance(0.08) && this.functions.length) {
      const { name } = this.functions.at(-1);
      statements.push(this.line(code`print(${this.r.pick([`${name}.__annotations__`, `${name}.__type_params__`, `${name}.__defaults__`])})`));
    }
    if (this.r.chance(0.3)) {
      const scope = { names: ['a', 'b'], kind: 'module', walrus: true };
      if (this.r.chance(0.1)) statements.unshift(this.line(code`global a`));
      statements.push({ ...this.line(code`a = b = 1`), keep: true }, ...this.block(scope, 2));
    }
    if (this.r.chance(0.05)) statements.push(this.line(code`type Pair${this.r.pick(['', '[T]'])} = ${this.r.pick(['tuple[int, int]', 'undefined', 'int | None'])}`), this.guarded(code`Pair.__value__`));
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
