// Random statements, and blocks of them.
//
// Beside what an expression's scope has (expressions.mjs), that of a statement has
//   kind      module, function, generator, coroutine, async_generator, method or class
//   in_loop   `break` and `continue` may stand here
//   in_group  inside `except*`: no return, and no way out by a loop around it
import { Expressions } from './expressions.mjs';
import { code, render, text_of } from './tree.mjs';

export class Statements extends Expressions {
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
      [1, () => line(code`print(${this.r.pick(['*', ''])}${this.sequence(scope, 1)}, ${this.r.pick(['sep="-"', 'end="!\\n"', 'flush=True'])})`)],
      [2, () => line(any())],
      [1, () => line(code`pass`)],
      [1, () => line(code`${v()}, ${v()} = ${this.atom(scope)}, ${int()}`)],
      [1, () => line(code`${v()}, *${this.name('rest')} = ${this.sequence(scope, 2)}`)],
      [1, () => line(code`(${v()}, ${v()}), ${v()} = (1, 2), ${int()}`)],
      [1, () => line(code`${v()} = ${v()} = ${int()}`)],
      [this.r.chance(0.5) ? 1 : 0, () => line(code`raise ${this.raised(scope)}`)],
      [1, () => line(code`assert ${this.condition(scope)}${this.r.chance(0.5) ? `, ${this.r.pick(["'message'", 'str(1)'])}` : ''}`)],
      [1, () => line(code`a = 1; b = ${int()}`)],
      [1, () => line(code`${v()}${this.r.pick([': int', ': "int"', ': list[int]'])} = ${int()}`)],
      [1, () => line(code`${this.r.pick([`${this.name('n')}: int`, '[1, 2][0]: int = 3'])}`)],
      [1, () => {
        const name = this.name('t');
        return line(code`${name} = ${int()}; del ${this.r.pick([name, name, name, scope.names.at(-1)])}`);
      }],
      [1, () => line(code`${v()} = *${this.sequence(scope, 1)}, ${int()}`)],
      [1, () => line(code`[*${this.name('rest')}, ${v()}] = ${this.sequence(scope, 2)}`)],
      [2, () => this.suspended(scope)],
      [1, () => this.executed(scope)],
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
      if (kind !== 'async_generator') options.push([1, () => line(code`return *${this.sequence(scope, 1)}, ${int()}`)]);
    }
    if (scope.in_loop) options.push([2, () => line(code`break`)], [2, () => line(code`continue`)]);
    if (scope.yields) {
      options.push([4, () => line(code`yield ${int()}`)], [1, () => line(code`${v()} = yield`)]);
      options.push([1, () => line(code`yield *${this.r.pick(['(1, 2)', 'range(2)', '[]'])}, ${int()}`)]);
      if (kind === 'generator') {
        options.push([1, () => line(code`yield from ${this.r.pick([`count(${this.r.below(3)})`, '(1, 2)', 'range(2)', '[i for i in (1, 2)]', 'Countdown(1)'])}`)]);
      }
    }
    if (scope.awaits) {
      options.push([3, () => line(code`await pause(${this.atom(scope)})`)]);
      options.push([this.async_generators.length ? 2 : 0, () => {
        const name = this.name('s');
        const use = this.r.pick(['await anext(_)', 'await _.asend(None)', 'await _.aclose()', 'await anext(_); await _.aclose()', 'await anext(_); await _.athrow(ValueError("thrown"))', 'await anext(_); _ = None']);
        return line(code`${name} = ${this.call(scope, this.r.pick(this.async_generators), 1)}; ${use.replaceAll('_', name)}`);
      }]);
    }
    if (scope.methods && kind === 'method') {
      options.push([3, () => line(code`self.${this.r.pick(['value', 'other', 'value'])} ${this.r.pick(['=', '='])} ${int()}`)], [1, () => line(code`self.value += ${int()}`)]);
    }
    if (scope.outer?.length) options.push([2, () => line(code`${this.r.pick(scope.outer)} += ${int()}`)]);
    return this.r.weighted(options);
  }

  // A generator or coroutine that does not run to its end: closed, thrown into, or simply dropped.
  suspended(scope) {
    const name = this.name('s');
    const made = this.generators.length && this.r.chance(0.7) ? this.call(scope, this.r.pick(this.generators), 1) : code`count(2)`;
    if (this.coroutines.length && this.r.chance(0.2)) {
      const use = this.r.pick(['_.send(None)', '_.close()', '_.send(None); _.close()', '_.send(None); del _', '_.send(None); _.throw(KeyError(1))', '_.throw(KeyError)']);
      return this.line(code`${name} = ${this.call(scope, this.r.pick(this.coroutines), 1)}; ${use.replaceAll('_', name)}`);
    }
    const use = this.r.pick(['next(_)', 'next(_); _ = None', 'next(_); del _', 'del _', 'next(_); _.close()', '_.close()', 'next(_); _.throw(KeyError("thrown"))', '_.send(None); _.send(2)', 'next(_); next(_, None); _ = 1', '_, = _']);
    return this.line(code`${name} = ${made}; ${use.replaceAll('_', name)}`);
  }

  // Code of its own, that belongs to the program's file.
  executed(scope) {
    const inner = { names: ['a', 'b', 'a'], kind: 'module', walrus: true };
    const source = render(this.block(inner, 1));
    return this.line(code`exec(compile(${JSON.stringify(source)}, __file__, "exec"), {**globals(), "a": ${this.atom(scope)}, "b": 2})`);
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
    if (scope.kind !== 'class' && scope.kind !== 'module' && depth > 1) {
      options.push([2, () => this.inner_function(scope)], [1, () => this.inner_class(scope)]);
    }
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
      [1, () => [target, code`*${this.sequence(scope, 1)}, ${this.int(scope, 1)}`]],
      [1, () => [`${this.name('d')}`, code`zip(${this.sequence(scope, 1)}, count(2))`]],
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
    const manager = () => this.r.chance(0.15) ? code`managed(${this.int(scope, 1)})` : code`Manager(${this.r.chance(0.8) ? this.r.pick(['True', 'False']) : this.int(scope, 1)})`;
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
    const more = this.r.chance(0.2) ? ', AsyncManager(False)' : '';
    return { parts: [{ head: code`async with AsyncManager(${this.r.pick(['True', 'False'])})${named}${more}:`, body: body() }] };
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

  // A class that closes over the function's names.
  inner_class(scope) {
    const name = this.name('Inner');
    const inner = { names: ['p', 'a', 'b'], kind: 'method', methods: [], derived: false, walrus: true };
    const body = [
      this.line(code`${this.r.pick(['total = a', 'total = [a for z in range(2)][0]', 'total: int = 1', 'a = a', 'b = lambda self: self.total'])}`),
      { ...this.line(code`value = total = 1`), keep: true },
      { parts: [{ head: code`def get(self, p=${this.r.pick(['1', 'a', 'value'])}):`, body: [{ ...this.line(code`a = b = p`), keep: true }, ...this.block(inner, 1)] }], optional: true },
    ];
    const keywords = this.r.pick(['', '', '', '(metaclass=Meta, flag=2)', '(Flagged, flag=3)', '(Flagged)']);
    return {
      parts: [
        { head: code`if ${this.r.pick(['True', 'a', 'b', '1'])}:`, body: [
          { parts: [{ head: code`${this.r.chance(0.15) ? '@tagged(2)\n            ' : ''}class ${name}${keywords}:`, body }] },
          this.line(code`${this.variable(scope)} = ${name}().${this.r.pick(['get()', 'get(2)', 'total', 'value', 'flag'])}`),
        ] },
      ],
    };
  }
}
