// Random expressions. Most are of the type that their place asks for, so that programs get far; one in
// forty fails.
//
// A scope says what may stand in an expression:
//   names      variables that hold an int, most of the time
//   yields     `yield` may stand here
//   awaits     `await` may stand here
//   walrus     `:=` may stand here
//   methods    `self` is here, with the ints self.value and self.total, and methods of these names
import { code, text_of } from './tree.mjs';

const break_line = '\n            ';

export class Expressions {
  constructor(random) {
    this.r = random;
    this.functions = []; // {name, params}: plain functions that are there
    this.generators = []; // {name, params}
    this.coroutines = []; // {name, params}
    this.async_generators = []; // {name, params}
    this.classes = []; // {name, methods}
    this.counter = 0;
  }

  name(prefix) {
    return `${prefix}${this.counter++}`;
  }

  variable(scope) {
    return this.r.pick(scope.names);
  }

  // Within brackets: one line most of the time.
  gap() {
    return this.r.chance(0.1) ? break_line : ' ';
  }

  listed(items) {
    const separator = this.r.chance(0.1) ? `,${break_line}` : ', ';
    if (separator === ', ') return code`${items}`;
    return { parts: [break_line, ...items.flatMap((item, i) => (i ? [separator, item] : [item])), '\n        '] };
  }

  several(make, least = 0, most = 3) {
    return Array.from({ length: least + this.r.below(most - least + 1) }, make);
  }

  atom(scope) {
    return this.r.weighted([
      [6, () => code`${this.variable(scope)}`],
      [4, () => code`${String(this.r.below(4))}`],
      [1, () => code`${this.r.pick(['True', 'False', '-1', '1.5', '10', '300', '7 // 2', '2 ** 3', 'len("ab")', '-(-2)'])}`],
    ]);
  }

  failing() {
    const ways = ['None + 1', '[][1]', '1 // 0', 'undefined', '{}["k"]', 'int("x")', 'len(5)', '(1).missing', 'None()', 'next(iter(()))', '"a" + 1', 'max()'];
    return code`(${this.r.pick(ways)})`;
  }

  // What is not an int.
  other(scope, depth) {
    return this.r.weighted([
      [2, () => code`${this.r.pick(['None', '"a"', '""', '[]', '()', '{}', '(1, 2)', '...', '[1, 2]', '{1, 2}', '1j', 'b"ab"'])}`],
      [2, () => this.sequence(scope, depth - 1)],
      [1, () => this.text(scope, depth - 1)],
      [1, () => code`{${this.int(scope, depth - 1)}: ${this.int(scope, depth - 1)}}`],
      [1, () => code`lambda: ${this.int({ ...scope, yields: false, awaits: false, walrus: false }, depth - 1)}`],
      [1, () => code`${this.int(scope, depth - 1)} is None`],
    ]);
  }

  any(scope, depth = 2) {
    return this.r.chance(0.25) ? this.other(scope, depth) : this.int(scope, depth);
  }

  int(scope, depth = 2) {
    if (depth <= 0) return this.atom(scope);
    if (this.r.chance(0.02)) return this.failing();
    const i = () => this.int(scope, depth - 1);
    const a = () => this.atom(scope);
    const options = [
      [8, a],
      [5, () => code`(${i()}${this.gap()}${this.r.pick(['+', '-', '+', '&', '|', '^'])} ${i()})`],
      [1, () => code`(${i()} ${this.r.pick(['* 2', '% 3', '// 2', '<< 1', '>> 1', '* -1', '/ 2', '** 2 % 5', '% 0', '@ 1'])})`],
      [1, () => code`(${this.r.pick(['-', '~', '+', 'not '])}${i()})`],
      [2, () => code`(${i()}${this.gap()}and ${i()})`],
      [2, () => code`(${i()}${this.gap()}or ${i()})`],
      [1, () => code`(${i()} and ${i()} or ${i()})`],
      [2, () => code`(${i()}${this.gap()}if ${this.condition(scope, depth - 1)}${this.gap()}else ${i()})`],
      [2, () => code`(${this.condition(scope, depth - 1)})`],
      [1, () => code`len(${this.sequence(scope, depth - 1)})`],
      [1, () => code`len(${this.text(scope, depth - 1)})`],
      [1, () => code`${this.r.pick(['sum', 'len', 'max', 'min'])}(${this.sequence(scope, depth - 1)})`],
      [1, () => code`max(${this.listed([i(), i()])})`],
      [1, () => code`min(${a()}, ${i()}, key=lambda p: -p)`],
      [1, () => code`${this.sequence(scope, depth - 1)}[${this.r.pick(['0', '-1', '1', '2'])}]`],
      [1, () => code`{0: ${i()}, 1: ${i()}}${this.r.pick(['[0]', '.get(1)', '.get(2, 3)', '[2]'])}`],
      [1, () => code`(lambda p${this.r.chance(0.3) ? code`, q=${a()}` : ''}: ${this.int(this.inside(scope, ['p']), depth - 1)})(${i()})`],
      [1, () => code`int(${i()})`],
      [1, () => code`abs(${i()})`],
      [1, () => code`isinstance(${i()}, ${this.r.pick(['int', '(int, str)', 'str', 'int | None'])})`],
      [1, () => code`${this.r.pick(['any', 'all', 'sum', 'max', 'min', 'len', 'sorted', 'list', 'tuple', 'set', 'next'])}${this.generator_expression(scope, depth - 1)}`],
      [1, () => code`(${this.r.pick(['1 + 2 * 3', '2 - 3', '"a" * 3 == "aaa"', '(1, 2)[0]', 'not 1', '1 if 1 else 2', '1 and 2', '0 or 3', '-1 ** 2', '1 < 2'])})`],
      [1, () => code`sorted(${this.sequence(scope, depth - 1)}, reverse=True)[0]`],
      [1, () => code`(lambda *q, k=${a()}, **r: len(q) + ${this.r.pick(['k', 'len(r)', 'q[0]'])})(${i()}, ${a()}${this.r.pick(['', ', k=2', ', m=1', ', *(1, 2)'])})`],
      [1, () => code`{(1, 2): ${i()}}[1, ${this.r.pick(['2', '2', '3'])}]`],
      [1, () => code`${this.r.pick(['int("12", base=4)', 'dict(k=1, **{"m": 2})["m"]', 'max(*(1, 2), 3)', 'sum([], start=2)', 'len({**{1: 2}, 3: 4})'])}`],
      [1, () => this.evaluated(scope)],
    ];
    if (scope.walrus) options.push([2, () => code`(${scope.names.at(-1)} := ${i()})`]);
    if (this.functions.length) options.push([4, () => this.call(scope, this.r.pick(this.functions), depth)]);
    if (this.generators.length) {
      const made = () => this.call(scope, this.r.pick(this.generators), depth);
      options.push([1, () => code`${this.r.pick(['sum', 'len', 'next', 'max', 'any'])}(${made()})`], [1, () => code`[*${made()}][0]`]);
    }
    if (this.classes.length) options.push([3, () => this.object(scope, depth)]);
    if (scope.methods) {
      options.push([2, () => code`self.${this.r.pick(['value', 'value', 'total'])}`]);
      if (scope.methods.length) options.push([1, () => code`self.${this.r.pick(scope.methods)}(${a()})`]);
      if (scope.derived) options.push([2, () => code`super().${this.r.pick(['get()', 'get(1)', 'value', 'missing'])}`]);
      options.push([1, () => code`len(${this.r.pick(['__class__.__name__', 'type(self).__name__', 'self.__class__.__mro__'])})`]);
    }
    if (scope.yields) {
      options.push([3, () => code`(yield ${this.r.chance(0.8) ? i() : ''})`]);
      if (scope.kind === 'generator') options.push([1, () => code`(yield from ${this.r.pick(['count(1)', '(1, 2)', 'range(1)'])})`]);
    }
    if (scope.awaits) {
      options.push([4, () => code`(await pause(${a()}))`]);
      if (this.coroutines.length) options.push([2, () => code`(await ${this.call(scope, this.r.pick(this.coroutines), depth)})`]);
      options.push([1, () => this.async_comprehension(scope)]);
    }
    return this.r.weighted(options);
  }

  // The scope of a comprehension, lambda or inner function.
  inside(scope, names) {
    return { ...scope, names: [...names, ...names, ...scope.names], yields: false, awaits: false, walrus: false, derived: false };
  }

  filter(scope, name) {
    return this.r.chance(0.4) ? code` if ${this.condition(this.inside(scope, [name]), 1)}` : '';
  }

  async_comprehension(scope) {
    const source = this.async_generators.length && this.r.chance(0.7) ? this.call(scope, this.r.pick(this.async_generators), 1) : code`ticks(2)`;
    const loop = code`async for q in ${source}${this.filter(scope, 'q')}`;
    return this.r.weighted([
      [4, () => code`len([q + 1 ${loop}])`],
      [1, () => code`len({q ${loop}})`],
      [1, () => code`len({q: 1 ${loop}})`],
      [1, () => code`len([[q ${loop}] for z in range(2)])`],
      [1, () => code`len([z ${loop} for z in (q, 1)])`],
      [1, () => code`len(await collect(q ${loop}))`],
      [2, () => code`len([await pause(z) for z in range(2)${this.filter(scope, 'z')}])`],
      [1, () => code`len([z for z in (1, 2) if await pause(${this.atom(scope)})])`],
    ]);
  }

  // Code of its own, that belongs to the program's file.
  evaluated(scope) {
    const source = text_of(this.int({ names: ['a', 'b'] }, 1)).replaceAll(break_line, ' ');
    const names = code`{**globals(), "a": ${this.atom(scope)}, "b": 1}`;
    return this.r.chance(0.3) ? code`eval(${JSON.stringify(source)}, ${names})` : code`eval(compile(${JSON.stringify(source)}, __file__, "eval"), ${names})`;
  }

  text(scope, depth) {
    const a = () => (depth > 0 ? this.int(scope, depth - 1) : this.atom(scope));
    return this.r.weighted([
      [2, () => code`${this.r.pick(['"abc"', "'x'", '"one" "two"', '"a%s" % 1', "'a'.upper()"])}`],
      [2, () => code`f"{${a()}}-{${a()}!r}"`],
      [1, () => code`f"{${a()}:>5}{{}}"`],
      [1, () => code`f"{${a()}:{${this.r.pick(['3', '1'])}}} {f'{${a()}}'}"`],
      [1, () => code`f"{${this.variable(scope)}=}"`],
      [1, () => code`f"""{${a()}}\n{${a()}!r:>{${this.r.pick(['3', '1'])}}}"""`],
      [1, () => code`str(${a()})`],
      [1, () => code`repr(${this.variable(scope)})`],
      [1, () => code`"-".join([str(${a()}), "b"])`],
      [1, () => code`"%d %s" % (${a()}, ${a()})`],
    ]);
  }

  // A list, tuple, set, range: something to iterate that holds ints.
  sequence(scope, depth) {
    const i = () => this.int(scope, depth - 1);
    const options = [
      [2, () => code`[${this.listed(this.several(i, 1))}]`],
      [1, () => code`(${i()}, ${i()})`],
      [2, () => code`range(${String(this.r.below(4))})`],
      [1, () => code`${this.r.pick(['[1, 2, 3]', '(0, 1)', '[]', '()', '{1, 2}', '{0: 1}', '(1, (2), 3)[1:]', '[3, 4][::-1]'])}`],
      [1, () => code`[${i()}, *${this.r.pick(['range(2)', '(1,)', '[]'])}, ${i()}]`],
      [1, () => code`{${i()}}`], // of several, the order depends on the hashes: tuples' have 32 bits on wasm
      [1, () => code`{**{${i()}: 1}, ${i()}: 2}`],
      [1, () => code`{${this.listed([code`${i()}: ${i()}`, code`**{${i()}: 1}`])}}`],
      [1, () => code`(*${this.r.pick(['range(2)', '(1,)', '[]', '{}'])}, ${i()})`],
      [1, () => code`sorted([${i()}, ${i()}])`],
      [1, () => code`[${i()}, ${i()}, 3]${this.r.pick(['[1:]', '[:2]', '[::2]', `[${this.variable(scope)}:]`])}`],
    ];
    if (depth > 0) options.push([4, () => this.comprehension(scope, depth - 1)]);
    if (this.generators.length) options.push([1, () => code`list(${this.call(scope, this.r.pick(this.generators), depth)})`]);
    return this.r.weighted(options);
  }

  loops(scope, names) {
    const source = (inner) =>
      this.r.weighted([
        [3, () => code`range(${String(this.r.below(4))})`],
        [1, () => code`${this.r.pick(['(0, 1)', '[2]', '[]', '(1, 2, 3)'])}`],
        [1, () => code`[${this.int(inner, 1)}, 1]`],
      ]);
    const inner = this.inside(scope, names);
    const first = code`for ${names[0]} in ${source({ ...scope, walrus: false, yields: false, awaits: false })}${this.filter(scope, names[0])}`;
    if (names.length === 1) return { loops: first, inner };
    return { loops: code`${first} for ${names[1]} in ${source(this.inside(scope, [names[0]]))}${this.filter(scope, names[1])}`, inner };
  }

  comprehension(scope, depth) {
    const { loops, inner } = this.loops(scope, this.r.chance(0.2) ? ['z', 'y'] : ['z']);
    const plain = this.int(inner, Math.min(depth, 1));
    const element = scope.walrus && this.r.chance(0.1) ? code`(${scope.names.at(-1)} := ${plain})` : plain;
    return this.r.weighted([
      [4, () => code`[${element}${this.gap()}${loops}]`],
      [1, () => code`{z: ${element} ${loops}}`],
      [1, () => code`{(${element}) == z ${loops}}`],
      [1, () => code`[[${element}${' '}${loops}] for x in range(2)]`],
    ]);
  }

  generator_expression(scope, depth) {
    const { loops, inner } = this.loops(scope, this.r.chance(0.1) ? ['z', 'y'] : ['z']);
    return code`(${this.int(inner, Math.min(depth, 1))}${this.gap()}${loops})`;
  }

  condition(scope, depth = 2) {
    if (depth <= 0) return code`${this.variable(scope)}`;
    const c = () => this.condition(scope, depth - 1);
    const i = () => this.int(scope, depth - 1);
    return this.r.weighted([
      [4, () => code`${this.variable(scope)}`],
      [5, () => code`${i()} ${this.r.pick(['<', '==', '!=', '>', '<=', '>=', 'is', 'is not'])} ${this.variable(scope)}`],
      [2, () => code`not ${this.variable(scope)}`],
      [2, () => code`(${c()}${this.gap()}and ${c()})`],
      [2, () => code`(${c()}${this.gap()}or ${c()})`],
      [1, () => code`(${c()} and ${c()} or ${c()})`],
      [1, () => code`not (${c()} ${this.r.pick(['and', 'or'])} ${c()})`],
      [2, () => code`${this.r.pick(['0', '-1', i()])} < ${this.variable(scope)} ${this.r.pick(['<', '<=', '!='])} ${this.r.pick(['3', i()])}`],
      [1, () => code`0 <= ${this.variable(scope)} < 5 < ${i()}`],
      [1, () => code`${this.variable(scope)} ${this.r.pick(['is', 'is not'])} None`],
      [1, () => code`${i()} ${this.r.pick(['in', 'not in'])} ${this.r.pick(['(0, 1, 2)', '[1, 2]', '{1, 2}', '"ab"'])}`],
      [1, () => code`(${this.variable(scope)} if ${c()} else ${c()})`],
      [1, () => code`${this.r.pick(['True', '1', '0', 'not 0', 'False', '"a"', '()', '__debug__', 'None'])}`],
      [1, () => code`${i()}`],
    ]);
  }

  call(scope, { name, params }, depth) {
    const args = Array.from({ length: params }, () => this.int(scope, depth - 2));
    if (this.r.chance(0.02)) args.push(this.atom(scope));
    if (this.r.chance(0.06)) return code`${name}(*[${args}])`;
    if (args.length === params && args.length) {
      const last = params - 1;
      if (this.r.chance(0.12)) args[last] = code`p${String(last)}=${args[last]}`;
      else if (this.r.chance(0.05)) args[last] = code`**{"p${String(last)}": ${args[last]}}`;
    }
    return code`${name}(${this.listed(args)})`;
  }

  object(scope, depth) {
    const { name, methods } = this.r.pick(this.classes);
    const made = code`${name}(${this.int(scope, depth - 2)})`;
    return this.r.weighted([
      [3, () => code`${made}.value`],
      [1, () => code`${made}.total`],
      [1, () => code`(${made} + 1)`],
      [1, () => code`len(${made})`],
      [1, () => code`${made}[${this.atom(scope)}]`],
      [1, () => code`(${made} < ${this.atom(scope)})`],
      [1, () => code`${made}()`],
      [1, () => code`bool(${made})`],
      [1, () => code`(${made} == ${this.atom(scope)})`],
      [1, () => code`(${this.atom(scope)} in ${made})`],
      [1, () => code`${made}.${this.r.pick(['field', 'absent', 'doubled', 'flag'])}`],
      [1, () => code`${name}.${this.r.pick(['total', 'flag', 'absent', 'Part.size'])}`],
      [methods.length ? 4 : 0, () => code`${made}.${this.r.pick(methods)}(${this.int(scope, depth - 2)})`],
      [methods.length ? 1 : 0, () => code`(${made}${break_line}.${this.r.pick(methods)}(${this.atom(scope)}))`],
    ]);
  }
}
