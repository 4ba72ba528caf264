// Programs as trees: enough structure to print them and to take parts away again.
//
//   expression   {parts: [string | expression | list of expressions...]}; see `code`
//   statement    {code: expression}, or
//                {parts: [{head: expression, body: [statement...], optional}], before, gap}
//                `keep`: what makes the program end is never taken away
//                `before`: a line in front; `gap`: an empty line behind; a part's `level`: 1 for a `case`

// code`${left} + ${right}`: text with expressions in it; a list of them is joined by commas.
export const code = (strings, ...values) => ({
  parts: strings.flatMap((text, i) => (i < values.length ? [text, values[i]] : [text])).filter((part) => part !== ''),
});

export function text_of(node) {
  if (typeof node === 'string') return node;
  if (Array.isArray(node)) return node.map(text_of).join(', ');
  return node.parts.map(text_of).join('');
}

export function render(statements) {
  const lines = [];
  const emit = (list, indent) => {
    for (const { code, parts, before, gap } of list) {
      if (before) lines.push(indent + before);
      if (code !== undefined) lines.push(indent + text_of(code));
      for (const { head, body, level = 0 } of parts ?? []) {
        const inner = indent + '    '.repeat(level);
        lines.push(inner + text_of(head));
        if (body === null) continue;
        if (body.length === 0) lines.push(`${inner}    pass`);
        emit(body, `${inner}    `);
      }
      if (gap) lines.push('');
    }
  };
  emit(statements, '');
  return lines.join('\n') + '\n';
}

const without = (list, i, ...replacement) => [...list.slice(0, i), ...replacement, ...list.slice(i + 1)];

// Smaller expressions: one of its operands, a constant, or a smaller operand in its place.
function* smaller_expressions(node) {
  if (typeof node === 'string') return;
  const parts = node.parts ?? node;
  const made = (list) => (node.parts ? { parts: list } : list);
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    if (typeof part === 'string') {
      if (Array.isArray(node)) yield without(node, i);
      continue;
    }
    if (Array.isArray(node)) yield without(node, i);
    if (part.parts) {
      if (part.parts.length > 1) yield made(without(parts, i, '1'));
      for (const inner of part.parts.flat()) if (inner.parts) yield made(without(parts, i, inner));
    }
    for (const one of smaller_expressions(part)) yield made(without(parts, i, one));
  }
}

// Smaller programs: without one statement or optional part, with a block in its statement's place,
// or with a smaller expression. The big steps come first.
export function* smaller(statements) {
  for (let i = 0; i < statements.length; i++) if (!statements[i].keep) yield without(statements, i);
  for (let i = 0; i < statements.length; i++) {
    const one = statements[i];
    for (let j = 0; j < (one.parts?.length ?? 0); j++) {
      const part = one.parts[j];
      const swap = (...replacement) => without(statements, i, { ...one, parts: without(one.parts, j, ...replacement) });
      if (part.optional) yield swap();
      if (!part.body) continue;
      if (!one.keep && !one.gap) yield without(statements, i, ...part.body);
      for (const body of smaller(part.body)) yield swap({ ...part, body });
    }
  }
  for (let i = 0; i < statements.length; i++) {
    const one = statements[i];
    if (one.keep) continue;
    if (one.code) for (const code of smaller_expressions(one.code)) yield without(statements, i, { ...one, code });
    for (let j = 0; j < (one.parts?.length ?? 0); j++) {
      const part = one.parts[j];
      for (const head of smaller_expressions(part.head)) {
        yield without(statements, i, { ...one, parts: without(one.parts, j, { ...part, head }) });
      }
    }
  }
}
