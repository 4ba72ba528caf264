// The results page: filters, the keyboard, and a panel beside the table. Everything that it shows
// stands in the page already; without it the page is a plain table with links.
(() => {
  'use strict';
  const root = document.documentElement;
  const table = document.querySelector('.matrix');
  const form = document.querySelector('.controls');
  const panel = document.getElementById('panel');
  const narrow = window.matchMedia('(max-width: 60rem)');
  const rows = [...table.querySelectorAll('tr[data-order]')];
  const worst_first = [...table.tBodies];
  const home = new Map(rows.map((row) => [row, row.parentElement]));
  root.classList.add('js');
  form.hidden = false;

  // --- filters and order

  const chips = [...form.querySelectorAll('.chip')];
  let by_chapter = null;

  function chapters() {
    const bodies = new Map();
    for (const row of [...rows].sort((a, b) => a.dataset.order - b.dataset.order)) {
      const area = row.dataset.area;
      if (!bodies.has(area)) {
        const body = document.createElement('tbody');
        const heading = body.insertRow();
        heading.className = 'group';
        const cell = document.createElement('th');
        cell.colSpan = table.tHead.rows[0].cells.length;
        cell.scope = 'rowgroup';
        cell.textContent = row.dataset.chapter + ' ';
        cell.append(Object.assign(document.createElement('small'), { textContent: area }));
        heading.append(cell);
        bodies.set(area, body);
      }
      bodies.get(area).append(row);
    }
    return [...bodies.values()];
  }

  function arrange() {
    const reading = form.elements.order.value === 'reading';
    if (reading === Boolean(by_chapter)) return;
    for (const body of [...table.tBodies]) body.remove();
    if (reading) {
      by_chapter = chapters();
      table.append(...by_chapter);
    } else {
      by_chapter = null;
      for (const row of [...rows].sort((a, b) => a.dataset.order - b.dataset.order)) home.get(row).append(row);
      table.append(...worst_first);
    }
  }

  function filter() {
    arrange();
    const wanted = chips.filter((chip) => chip.getAttribute('aria-pressed') === 'true').map((chip) => chip.dataset.outcome);
    const area = form.elements.area.value;
    const words = form.elements.find.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const text = row.cells[0].textContent.toLowerCase();
      row.hidden =
        (wanted.length > 0 && !wanted.some((outcome) => row.querySelector(`td.${outcome}`))) ||
        (area !== '' && row.dataset.area !== area) ||
        !words.every((word) => text.includes(word));
      shown += !row.hidden;
    }
    for (const body of table.tBodies) {
      body.hidden = [...body.querySelectorAll('tr[data-order]')].every((row) => row.hidden);
    }
    form.querySelector('output').textContent = shown === rows.length ? `${shown} clauses` : `${shown} of ${rows.length} clauses`;
    choose_tab_stop();
  }

  for (const chip of chips) {
    chip.addEventListener('click', () => {
      chip.setAttribute('aria-pressed', chip.getAttribute('aria-pressed') !== 'true');
      filter();
    });
  }
  form.addEventListener('input', filter);
  form.addEventListener('submit', (event) => event.preventDefault());

  // --- the panel

  let current = null;

  // A part of the page, to stand in it once more: without the ids.
  function copy(id) {
    const original = document.getElementById(id);
    if (!original) return null;
    const part = original.cloneNode(true);
    part.removeAttribute('id');
    return part;
  }

  const worst_to_best = ['errored', 'failed', 'unsupported', 'known', 'passed'];

  // A scenario as the panel shows it: the result in question first and unfolded, others folded.
  function about(scenario, mine, title) {
    const results = [...scenario.querySelectorAll('.result')];
    if (mine) {
      for (const details of mine.querySelectorAll('details')) details.open = true;
      const alike = mine.dataset.runs.split(' ').length - 1;
      const others = alike === 0 ? '' : alike === 1 ? ', and one other alike' : `, and ${alike} others alike`;
      mine.querySelector('.on').textContent = `${title.split(':')[0]}${others}`;
      scenario.querySelector('.about').after(mine);
    }
    const rest = results.filter((result) => result !== mine);
    const program = scenario.querySelector('.program');
    program.open = true;
    if (rest.length) {
      const fold = document.createElement('details');
      fold.append(Object.assign(document.createElement('summary'), { textContent: 'other results' }), ...rest);
      program.before(fold);
    }
    return scenario;
  }

  function open(cell) {
    if (current) current.removeAttribute('aria-current');
    current = cell;
    cell.setAttribute('aria-current', 'true');
    const run = cell.dataset.run;
    const clause = copy(cell.dataset.clause);
    const bar = document.createElement('div');
    bar.className = 'bar-top';
    const on = document.createElement('p');
    on.className = 'on';
    on.textContent = cell.getAttribute('aria-label').replace(/^\S+ on /, '');
    const close_button = document.createElement('button');
    close_button.className = 'close';
    close_button.textContent = 'Close';
    close_button.addEventListener('click', close);
    bar.append(on, close_button);
    panel.replaceChildren(bar, clause);
    const list = clause.querySelector('.shown-by');
    const scenarios = [...list.querySelectorAll('a')].map((link) => copy(link.hash.slice(1))).filter(Boolean);
    list.remove();
    const mine = (scenario) => [...scenario.querySelectorAll('.result')].find((result) => result.dataset.runs.split(' ').includes(run));
    const rank = (scenario) => worst_to_best.findIndex((outcome) => mine(scenario)?.classList.contains(outcome));
    scenarios.sort((a, b) => rank(a) - rank(b));
    for (const scenario of scenarios) panel.append(about(scenario, mine(scenario), on.textContent));
    panel.hidden = false;
    panel.scrollTop = 0;
    root.classList.add('open');
    if (narrow.matches) close_button.focus();
    else cell.scrollIntoView({ block: 'nearest' });
  }

  function close() {
    if (panel.hidden) return;
    panel.hidden = true;
    root.classList.remove('open');
    current.removeAttribute('aria-current');
    current.focus();
    current = null;
  }

  // A link in the panel to a clause shows that clause, on the same implementation.
  panel.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link) return;
    event.preventDefault();
    const cell = table.querySelector(`a[data-clause="${CSS.escape(link.hash.slice(1))}"][data-run="${current.dataset.run}"]`);
    if (cell) open(cell);
  });

  // --- the table as a grid: one cell is in the tab order, arrows go to the others

  const cells_of = (row) => [...row.querySelectorAll('a')];
  const visible_rows = () => [...table.querySelectorAll('tr[data-order]')].filter((row) => !row.hidden);

  function choose_tab_stop(cell) {
    for (const link of table.querySelectorAll('a[tabindex="0"]')) link.tabIndex = -1;
    const stop = cell ?? visible_rows()[0]?.querySelector('td a, a');
    if (stop) stop.tabIndex = 0;
  }

  table.addEventListener('focusin', (event) => {
    const link = event.target.closest('a');
    if (link) choose_tab_stop(link);
  });

  table.addEventListener('click', (event) => {
    const link = event.target.closest('a');
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const cell = link.dataset.run ? link : link.closest('tr').querySelector('td a');
    if (!cell) return;
    cell.focus();
    open(cell);
  });

  const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], PageUp: [-10, 0], PageDown: [10, 0] };

  function column_of(link) {
    return link.closest('th, td').cellIndex;
  }

  function link_at(row, column) {
    for (let at = column; at >= 0; at--) {
      const link = row.cells[at]?.querySelector('a');
      if (link) return link;
    }
    return null;
  }

  table.addEventListener('keydown', (event) => {
    const link = event.target.closest('a');
    if (!link || event.altKey || event.ctrlKey || event.metaKey) return;
    const list = visible_rows();
    const row = list.indexOf(link.closest('tr'));
    let target;
    if (steps[event.key]) {
      const [down, right] = steps[event.key];
      const next = list[Math.min(Math.max(row + down, 0), list.length - 1)];
      target = link_at(next, Math.min(Math.max(column_of(link) + right, 0), next.cells.length - 1));
    } else if (event.key === 'Home') {
      target = link_at(event.shiftKey ? list[row] : list[0], column_of(link));
    } else if (event.key === 'End') {
      target = link_at(list[list.length - 1], column_of(link));
    } else {
      return;
    }
    event.preventDefault();
    if (!target) return;
    target.focus();
    target.scrollIntoView({ block: 'nearest' });
    if (!panel.hidden && target.dataset.run) open(target);
  });

  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
    if (event.key === '/' && !event.target.closest('input, select')) {
      event.preventDefault();
      form.elements.find.focus();
    }
  });

  // Links into the page from elsewhere (#DISABLE-3) open that clause.
  function follow() {
    const id = decodeURIComponent(location.hash.slice(1));
    const cell = id && table.querySelector(`a[data-clause="${CSS.escape(id)}"]`);
    if (cell) {
      cell.focus();
      open(cell);
    }
  }
  window.addEventListener('hashchange', follow);
  for (const link of table.querySelectorAll('a')) link.tabIndex = -1;
  filter();
  follow();
})();
