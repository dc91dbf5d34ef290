'use strict';
// What a sweep's page can do beyond showing: sort, filter, brush, look closer, compare. Everything
// is made of text nodes, so that no name becomes markup; nothing is fetched. Without this script the
// page still has its answer, its drawings and its first runs.
(async () => {
  const SHAPES = ['circle', 'rect', 'triangle', 'diamond', 'pin', 'arrow', 'roundRect', 'emptyCircle'];
  const DASHES = ['solid', [7, 3], [2, 3], [9, 3, 2, 3], [12, 4], [5, 2, 1, 2], [3, 5], [14, 3, 4, 3]];
  const ROWS = 200;
  const MAX_LINES = 2000;
  const MAX_COMPARED = 6;
  const byId = id => document.getElementById(id);

  const el = (tag, attributes, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
      else if (value === true) made.setAttribute(name, '');
      else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
    }
    made.append(...children.filter(child => child !== null && child !== undefined));
    return made;
  };

  // ---- Light and dark, on every page

  const applyTheme = theme => {
    if (theme) document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
  };
  const stored = {
    get: () => { try { return localStorage.getItem('nightsweep-theme') || ''; } catch (e) { return ''; } },
    set: theme => { try { localStorage.setItem('nightsweep-theme', theme); } catch (e) { /* a file may not */ } },
  };
  const isDark = () => {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  };
  const themeListeners = [];
  applyTheme(stored.get());
  const nameOfSwitch = () => isDark() ? 'Light' : 'Dark';
  const themeSwitch = el('button', {type: 'button', class: 'theme', onclick: () => {
    applyTheme(isDark() ? 'light' : 'dark');
    stored.set(document.documentElement.dataset.theme);
    themeSwitch.textContent = nameOfSwitch();
    themeListeners.forEach(listener => listener());
  }}, nameOfSwitch());
  document.querySelector('header').append(themeSwitch);

  // The archive lists a journal's entries by shape, and all values of a path of a shape together. Of
  // every run, standing holds the places of the entries that tell of its epochs.
  const epochsOf = (archive, {ids, names, standing}) => {
    const cursors = archive.shapes.map(() => 0);
    const shapes = archive.shapes.map(shape => {
      const at = path => shape.columns[shape.paths.findIndex(p => p.join('.') === path)];
      return {epoch: at('epoch'), metrics: Object.keys(names).map(name => [name, at('metrics.' + name)]).filter(pair => pair[1])};
    });
    const byRun = new Map();
    for (const journal of archive.journals) {
      const entries = journal.shapes.map(number => [shapes[number], cursors[number]++]);
      byRun.set(journal.run_id, (standing[ids.indexOf(journal.run_id)] || []).map(place => {
        const [shape, i] = entries[place];
        return [shape.epoch[i], Object.fromEntries(shape.metrics.map(([name, column]) => [name, column[i]]))];
      }));
    }
    const curves = {};
    const of = id => byRun.get(id) || [];
    for (const name of Object.keys(names)) {
      const all = ids.map(id => of(id).some(e => name in e[1]) ? of(id).map(e => e[1][name] ?? null) : []);
      if (all.some(readings => readings.length)) curves[name] = all;
    }
    const epochs = ids.map(id => of(id).every((e, i) => e[0] === i + 1) ? null : of(id).map(e => e[0]));
    return {curves, epochs};
  };

  // ---- What goes on, on a page that is served

  const listen = () => {
    const bar = el('section', {class: 'live', 'aria-label': 'what goes on'});
    const said = el('p', {role: 'status'});
    const progress = el('progress', {max: '1', 'aria-label': 'share of the work that is done'});
    const workers = el('ul', {class: 'workers'});
    const answer = el('p', {class: 'key'});
    // Kept by origin, and so by port: a cookie would go to every server on this machine.
    if (location.hash.startsWith('#token=')) {
      sessionStorage.setItem('nightsweep-token', location.hash.slice('#token='.length));
      history.replaceState(null, '', location.pathname);
    }
    const token = sessionStorage.getItem('nightsweep-token') || '';
    const wish = (verb, sweep) => fetch(`/control/${verb}/${encodeURIComponent(sweep)}`, {method: 'POST', headers: {Authorization: 'Bearer ' + token}})
      .then(response => response.text()).then(text => { answer.textContent = text; }, () => { answer.textContent = 'The server does not answer.'; });
    const button = (verb, text) => el('button', {type: 'button', onclick: () => { if (bar.dataset.sweep) wish(verb, bar.dataset.sweep); }}, text);
    const controls = el('div', {class: 'tools'}, button('pause', 'Pause'), button('resume', 'Go on'), button('stop', 'Stop when runs end'), button('cancel', 'Cancel now'));
    const fresh = el('button', {type: 'button', hidden: true, onclick: () => location.reload()}, 'Show what is new');
    bar.append(said, progress, workers, controls, answer, fresh);
    bar.hidden = true;
    document.querySelector('header').append(bar);
    const clock = seconds => seconds < 90 ? Math.round(seconds) + ' s' : seconds < 5400 ? Math.round(seconds / 60) + ' min' : (seconds / 3600).toFixed(1) + ' h';
    let finished = null;
    const isBusy = () => document.hidden || document.querySelector('dialog[open]') || /^(INPUT|SELECT)$/.test(document.activeElement.tagName) || getSelection().toString();
    const news = now => {
      if (finished === now) return;
      const first = finished === null;
      finished = now;
      if (first) return;
      if (isBusy()) fresh.hidden = false; else location.reload();
    };
    // With the token the server does not close it to make room for others; an EventSource sends none.
    const events = async heard => {
      const response = await fetch('/events', {headers: token ? {Authorization: 'Bearer ' + token} : {}});
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let text = '';
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        const lines = (text + part.value).split('\n');
        text = lines.pop();
        lines.filter(line => line.startsWith('data: ')).forEach(line => heard(JSON.parse(line.slice('data: '.length))));
      }
    };
    const again = () => setTimeout(follow, 3000);
    const follow = () => events(show).then(again, again);
    const show = status => {
      const here = document.body.dataset.sweep;
      const running = status.running && (!here || here === status.sweep_id);
      bar.hidden = !running && fresh.hidden;
      controls.hidden = !running;
      if (!running) {
        if (finished !== null) news(-1);
        return;
      }
      bar.dataset.sweep = status.sweep_id;
      progress.value = status.share ?? 0;
      const finish = status.finish;
      said.textContent = `${here ? '' : status.sweep_id + ': '}${status.state.toLowerCase()}, ${status.finished} of ${status.total} runs finished`
        + (finish ? `, about ${clock(finish.expected_seconds)} to go (${clock(finish.low_seconds)} to ${clock(finish.high_seconds)})` : '')
        + (status.waiting.length ? `; ${status.waiting.length} sweeps wait` : '');
      workers.replaceChildren(...(status.workers || []).map(w => el('li', {}, `worker ${w.worker}: run ${w.run_id}, seed ${w.seed}, epoch ${w.epoch}, ${Math.round(100 * w.share)} %`)));
      news(status.finished);
    };
    follow();
  };
  if ('live' in document.body.dataset) listen();

  // ---- The data: packed, so that a page of many runs can be mailed

  const unpack = async id => {
    const packed = byId(id).textContent.trim();
    const bytes = Uint8Array.from(atob(packed), c => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Response(stream).text();
  };
  if (!byId('runs-data')) return;
  const data = JSON.parse(await unpack('runs-data'));
  if (byId('sweep-archive')) Object.assign(data, epochsOf(JSON.parse(await unpack('sweep-archive')), data));
  const total = data.ids.length;
  const cell = (column, run) => column.words ? column.words[column.at[run]] : column.values[run];
  const columns = data.columns;
  const column = key => columns.find(c => c.key === key);
  const isNumber = value => typeof value === 'number' && Number.isFinite(value);
  const objective = column(data.objective.key);

  const digits = value => {
    if (!isNumber(value)) return value === null || value === undefined ? '–' : String(value);
    if (Number.isInteger(value)) return String(value);
    const size = Math.abs(value);
    return size >= 0.001 && size < 1e6 ? String(Number(value.toPrecision(5))) : value.toPrecision(4);
  };

  // ---- What is looked at; it lives in the address, so that it can be sent

  const state = {f: '', s: '', c: '', p: [], b: {}, v: 'parallel', x: '', y: '', z: '', m: '', t: 'epoch', r: '', k: '', n: 0};
  const readAddress = () => {
    const text = location.hash.slice(1);
    if (text.startsWith('run-')) { state.r = text.slice(4); return; }
    if (!text.includes('=')) return;
    const given = new URLSearchParams(text);
    for (const key of ['f', 's', 'c', 'v', 'x', 'y', 'z', 'm', 't', 'r', 'k']) if (given.has(key)) state[key] = given.get(key);
    if (given.has('p')) state.p = given.get('p').split(',').filter(id => data.ids.includes(id));
    if (given.has('n')) state.n = Math.max(0, Number(given.get('n')) || 0);
    state.b = {};
    for (const part of (given.get('b') || '').split(',').filter(Boolean)) {
      const [key, low, high] = part.split('~');
      if (column(key)) state.b[key] = [Number(low), Number(high)];
    }
  };
  const writeAddress = () => {
    const kept = new URLSearchParams();
    for (const key of ['f', 's', 'c', 'x', 'y', 'z', 'm', 'r', 'k']) if (state[key]) kept.set(key, state[key]);
    if (state.v !== 'parallel') kept.set('v', state.v);
    if (state.t !== 'epoch') kept.set('t', state.t);
    if (state.n) kept.set('n', state.n);
    if (state.p.length) kept.set('p', state.p.join(','));
    const ranges = Object.entries(state.b).map(([key, [low, high]]) => [key, low, high].join('~'));
    if (ranges.length) kept.set('b', ranges.join(','));
    const text = kept.toString();
    try { history.replaceState(null, '', text ? '#' + text : location.pathname + location.search); }
    catch (e) { location.hash = text; }
  };

  // ---- Which runs are shown, and in which order

  const COMPARISONS = {
    '=': (a, b) => a === b, '!=': (a, b) => a !== b, '>': (a, b) => a > b, '<': (a, b) => a < b,
    '>=': (a, b) => a >= b, '<=': (a, b) => a <= b,
  };
  const OPERATOR = /^\s*(>=|<=|!=|=|>|<)\s*/;
  // The names of a column, as they can be written; the longest first, for one may begin another.
  const spellings = columns.flatMap(c => [c.key, c.title, c.title.replaceAll(' ', '_')].flatMap(name => [[name, c], ['"' + name + '"', c]]))
    .sort((a, b) => b[0].length - a[0].length);
  const named = text => {
    for (const [name, c] of spellings) {
      const operator = text.startsWith(name) && OPERATOR.exec(text.slice(name.length));
      if (operator) return {c, operator: operator[1], length: name.length + operator[0].length};
    }
    return null;
  };
  const comparison = (c, operator, wanted) => {
    const compare = COMPARISONS[operator];
    const number = Number(wanted);
    return run => {
      const value = cell(c, run);
      return isNumber(value) && !Number.isNaN(number) ? compare(value, number) : compare(String(value), wanted);
    };
  };
  const containing = word => {
    const wanted = word.toLowerCase();
    return run => columns.some(c => c.text && String(cell(c, run)).toLowerCase().includes(wanted));
  };
  let unknown = [];
  // What is compared, or looked for, one after the other; a name may have spaces, in quotes or not.
  const tests = text => {
    const made = [];
    unknown = [];
    for (let rest = text.trim(); rest; rest = rest.trim()) {
      const whole = /^"([^"]*)"(?=\s|$)/.exec(rest);
      const found = named(rest) || whole && named(whole[1]);
      if (found) {
        const inQuotes = whole && !named(rest);
        const behind = (inQuotes ? whole[1] : rest).slice(found.length);
        const listed = found.c.number ? [] : [...words(found.c)].sort((x, y) => y.length - x.length);
        const value = listed.find(word => word && behind.startsWith(word) && /^(\s|$)/.test(behind.slice(word.length)));
        const given = value !== undefined ? value : (inQuotes ? [behind] : /^("[^"]*"|\S*)/.exec(behind))[0];
        made.push(comparison(found.c, found.operator, given.replaceAll('"', '')));
        rest = inQuotes ? rest.slice(whole[0].length) : behind.slice(given.length);
        continue;
      }
      const strange = /^("[^"]+"|[^\s<>=!"]+)\s*(>=|<=|!=|=|>|<)\s*("[^"]*"|\S*)/.exec(rest);
      const word = strange ? strange[0] : whole ? whole[0] : /^\S+/.exec(rest)[0];
      const test = containing(word.replaceAll('"', ''));
      if (strange && !data.ids.some((id, run) => test(run))) unknown.push(strange[1].replaceAll('"', ''));
      made.push(test);
      rest = rest.slice(word.length);
    }
    return made;
  };
  // Of an axis that lists words the place in the list is brushed.
  const place = (c, run) => {
    const value = cell(c, run);
    return c.number ? (isNumber(value) ? value : NaN) : words(c).indexOf(String(value));
  };
  const wordLists = new Map();
  const words = c => {
    if (!wordLists.has(c.key)) {
      const all = new Set();
      for (let run = 0; run < total; run++) all.add(String(cell(c, run)));
      wordLists.set(c.key, [...all].sort());
    }
    return wordLists.get(c.key);
  };
  const isBrushed = run => Object.entries(state.b).every(([key, [low, high]]) => {
    const at = place(column(key), run);
    return at >= low && at <= high;
  });
  let filtered = [];
  let shown = [];
  const select = () => {
    const wanted = tests(state.f);
    filtered = [];
    for (let run = 0; run < total; run++) if (wanted.every(test => test(run))) filtered.push(run);
    shown = filtered.filter(isBrushed);
    const sorted = state.s && column(state.s.replace(/^-/, ''));
    if (sorted) {
      const sign = state.s.startsWith('-') ? -1 : 1;
      const key = run => cell(sorted, run);
      shown.sort((a, b) => {
        const x = key(a), y = key(b);
        if (isNumber(x) !== isNumber(y)) return isNumber(x) ? -1 : 1; // what has no number comes last
        return isNumber(x) ? sign * (x - y) || a - b : sign * String(x).localeCompare(String(y)) || a - b;
      });
    }
    const pinned = new Set(state.p);
    shown = [...shown.filter(run => pinned.has(data.ids[run])), ...shown.filter(run => !pinned.has(data.ids[run]))];
    if (state.n * ROWS >= shown.length) state.n = 0;
  };

  // ---- The table

  const hidden = () => new Set(state.c.split(',').filter(Boolean));
  const status = el('p', {class: 'key', role: 'status'});
  const head = el('tr');
  const body = el('tbody');
  const table = el('table', {id: 'runs-table'}, el('caption', {}, 'All runs; a title sorts, a name opens the run'), el('thead', {}, head), body);
  const pages = el('p', {class: 'pages'});

  const headerOf = c => {
    const direction = state.s === c.key ? 'ascending' : state.s === '-' + c.key ? 'descending' : 'none';
    const sort = () => {
      state.s = state.s === c.key ? '-' + c.key : c.key;
      update();
      head.querySelector(`[data-key="${CSS.escape(c.key)}"]`).focus();
    };
    const sign = {ascending: ' ▲', descending: ' ▼', none: ''}[direction];
    return el('th', {scope: 'col', class: c.number ? 'num' : null, 'aria-sort': direction},
      el('button', {type: 'button', 'data-key': c.key, onclick: sort}, c.title + sign));
  };
  const rowOf = (run, kept) => {
    const id = data.ids[run];
    const pin = el('input', {type: 'checkbox', 'aria-label': 'pin ' + id, onchange: () => {
      state.p = pin.checked ? [...state.p, id] : state.p.filter(other => other !== id);
      update();
    }});
    pin.checked = state.p.includes(id);
    const row = el('tr', {class: pin.checked ? 'pinned' : null, 'data-run': id}, el('td', {class: 'text'}, pin));
    kept.forEach((c, i) => {
      const value = cell(c, run);
      const text = c.key === 'state' ? data.signs[value] + ' ' + value : digits(value);
      const style = [c.number ? '' : 'text', c.key === 'state' ? data.styles[value] : '', c.key === 'id' ? 'mono id' : ''].join(' ').trim();
      const inner = i === 0
        ? el('a', {href: 'runs/' + id + '/run.html', onclick: event => { event.preventDefault(); openRun(id); }}, text) : text;
      row.append(el(i === 0 ? 'th' : 'td', i === 0 ? {scope: 'row'} : {class: style || null}, inner));
    });
    return row;
  };
  const drawTable = () => {
    const without = hidden();
    const kept = columns.filter(c => !without.has(c.key));
    head.replaceChildren(el('th', {scope: 'col'}, 'pin'), ...kept.map(headerOf));
    const from = state.n * ROWS;
    body.replaceChildren(...shown.slice(from, from + ROWS).map(run => rowOf(run, kept)));
    const to = Math.min(shown.length, from + ROWS);
    status.textContent = shown.length === total ? `${total} runs.` : `${shown.length} of ${total} runs.`;
    if (unknown.length) status.textContent += ` No column is called ${unknown.join(' or ')}; there are ${columns.map(c => c.key).join(', ')}.`;
    pages.replaceChildren();
    if (shown.length > ROWS) {
      const turn = (step, text, can) => el('button', {type: 'button', disabled: !can, onclick: () => { state.n += step; update(); table.scrollIntoView(); }}, text);
      pages.append(turn(-1, 'Previous', from > 0), ` ${from + 1} to ${to} of ${shown.length} `, turn(1, 'Next', to < shown.length));
    }
    compareButton.disabled = state.p.length < 2;
    compareButton.textContent = state.p.length < 2 ? 'Compare pinned runs' : `Compare ${Math.min(MAX_COMPARED, state.p.length)} pinned runs`;
  };
  const csv = () => {
    // A cell that a spreadsheet would take for a formula is given a quote.
    const quoted = value => {
      const text = value === null || value === undefined ? '' : String(value);
      const safe = !isNumber(value) && /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
      return /[",\n\r]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
    };
    const lines = [columns.map(c => quoted(c.key)), ...shown.map(run => columns.map(c => quoted(cell(c, run))))];
    const link = el('a', {download: data.sweep + '-runs.csv', href: URL.createObjectURL(new Blob([lines.map(l => l.join(',')).join('\n') + '\n'], {type: 'text/csv'}))});
    link.click();
    URL.revokeObjectURL(link.href);
  };

  // ---- Tools above it

  const filter = el('input', {type: 'search', id: 'filter', spellcheck: 'false', autocomplete: 'off', placeholder: data.example,
    oninput: () => { state.f = filter.value; state.n = 0; update(); }});
  const compareButton = el('button', {type: 'button', onclick: () => { state.k = '1'; writeAddress(); openComparison(); }});
  const chooser = el('details', {class: 'chooser'}, el('summary', {}, 'Columns'));
  columns.forEach(c => {
    const box = el('input', {type: 'checkbox', onchange: () => {
      const without = hidden();
      if (box.checked) without.delete(c.key); else without.add(c.key);
      state.c = [...without].join(',');
      update();
    }});
    chooser.append(el('label', {}, box, ' ' + c.title));
    c.box = box;
  });
  const reset = el('button', {type: 'button', onclick: () => {
    Object.assign(state, {f: '', s: '', c: '', b: {}, n: 0});
    filter.value = '';
    update();
    drawChart();
  }}, 'Show all');
  const tools = el('div', {class: 'tools'},
    el('label', {for: 'filter'}, 'Filter '), filter, compareButton,
    el('button', {type: 'button', onclick: csv}, 'CSV'), reset, chooser);

  // ---- Charts, drawn by ECharts when they come into view

  let library = null;
  const echartsLibrary = () => {
    library = library || unpack('charts-code').then(code => {
      document.head.append(Object.assign(document.createElement('script'), {textContent: code}));
      return window.echarts;
    });
    return library;
  };
  const probe = el('span', {hidden: true});
  document.body.append(probe);
  const color = name => { probe.style.color = `var(${name})`; return getComputedStyle(probe).color; };
  const palette = () => [0, 1, 2, 3, 4, 5, 6, 7].map(i => color('--s' + i));
  const scale = () => isDark() ? ['#3b4a9c', '#2a9d8f', '#e9e36a'] : ['#440154', '#21808d', '#b5a000'];
  const base = () => ({
    animation: false, aria: {enabled: false}, backgroundColor: 'transparent', color: palette(),
    textStyle: {color: color('--ink'), fontFamily: getComputedStyle(document.body).fontFamily},
    tooltip: {renderMode: 'richText', confine: true, backgroundColor: color('--card'), borderColor: color('--line'), textStyle: {color: color('--ink')}},
  });
  const lines = () => ({axisLine: {lineStyle: {color: color('--soft')}}, axisLabel: {color: color('--ink')}, splitLine: {lineStyle: {color: color('--line')}}, nameTextStyle: {color: color('--ink')}});
  const spanOf = (c, runs) => {
    let low = Infinity, high = -Infinity;
    for (const run of runs) { const v = cell(c, run); if (isNumber(v)) { low = Math.min(low, v); high = Math.max(high, v); } }
    return [low, high];
  };
  const isLog = (c, runs) => { const [low, high] = spanOf(c, runs); return low > 0 && high / low >= 30; };
  const axisOf = (c, runs, extra) => c.number
    ? {type: isLog(c, runs) ? 'log' : 'value', name: c.title, scale: true, ...extra}
    : {type: 'category', name: c.title, data: words(c), ...extra};
  const colouring = (runs, dimension) => {
    const [low, high] = spanOf(objective, runs);
    const span = Number.isFinite(low) ? [low, high > low ? high : low + 1e-9] : [0, 1];
    const toned = data.objective.maximize ? scale() : scale().reverse();
    return {type: 'continuous', min: span[0], max: span[1], dimension, calculable: false, orient: 'horizontal', left: 'center', bottom: 0, itemHeight: 120, itemWidth: 12,
      text: [digits(span[1]), objective.title + ' ' + digits(span[0])], textStyle: {color: color('--ink')}, inRange: {color: toned}};
  };
  const varied = columns.filter(c => c.parameter);
  const numeric = columns.filter(c => c.number);
  const caption = el('figcaption');
  const canvas = el('div', {class: 'chart', role: 'img', 'aria-label': 'a chart, drawn when it comes into view'});
  let chart = null;
  let drawing = false;

  const parallelAxes = () => [...varied, ...columns.filter(c => c.key === 'seconds' && spanOf(c, filtered)[0] < Infinity), objective].slice(-12);
  const evenly = (runs, most) => runs.length <= most ? runs : Array.from({length: most}, (_, i) => runs[Math.floor(i * runs.length / most)]);
  const VIEWS = {
    parallel: {title: 'Parallel coordinates', option: () => {
      const axes = parallelAxes();
      const runs = evenly(filtered, MAX_LINES);
      caption.textContent = `A line is a run: ${runs.length} of ${total}, from setting to setting to its ${objective.title}, by which it is coloured. Drag along an axis to keep a range of it; the table follows and holds the same numbers.`
        + (runs.length < filtered.length ? ' Evenly chosen ones are drawn; the table has all.' : '');
      return {
        parallel: {left: 50, right: 60, top: 60, bottom: 50, axisExpandable: false,
          parallelAxisDefault: {...lines(), realtime: filtered.length <= 500, nameLocation: 'end', nameGap: 12, areaSelectStyle: {width: 18, borderColor: color('--link'), color: color('--link'), opacity: 0.25}}},
        parallelAxis: axes.map((c, dim) => {
          const axis = axisOf(c, filtered, {dim, id: c.key});
          return {...axis, name: c.title + (dim % 2 ? '\n' : ''), nameTextStyle: {color: color('--ink'), width: 120, overflow: 'truncate'}};
        }),
        visualMap: colouring(filtered, axes.length - 1),
        series: [{type: 'parallel', smooth: false, inactiveOpacity: 0.06, activeOpacity: 0.8, progressive: 500,
          lineStyle: {width: runs.length > 300 ? 1 : 1.8, opacity: runs.length > 300 ? 0.35 : 0.7},
          data: runs.map(run => axes.map(c => { const v = cell(c, run); return c.number ? (isNumber(v) ? v : '-') : String(v); }))}],
      };
    }},
    scatter: {title: 'Scatter', option: () => {
      const x = column(state.x) || numeric.find(c => c.parameter) || column('seconds') || objective;
      const y = column(state.y) || objective;
      const groups = new Map();
      const runs = evenly(shown, 5000);
      for (const run of runs) {
        const arm = data.groups ? data.groups.words[data.groups.at[run]] : '';
        if (!groups.has(arm)) groups.set(arm, []);
        const value = c => c.number ? cell(c, run) : String(cell(c, run));
        if ([x, y].every(c => !c.number || isNumber(cell(c, run)))) groups.get(arm).push({value: [value(x), value(y)], name: data.ids[run], label: cell(columns[0], run)});
      }
      caption.textContent = `${y.title} against ${x.title}, a mark for each of ${runs.length} runs shown${groups.size > 1 ? ', a shape for each arm' : ''}. Click a mark to open the run; the table holds the same numbers.`;
      return {
        grid: {left: 70, right: 30, top: 40, bottom: groups.size > 1 ? 90 : 60},
        legend: groups.size > 1 ? {bottom: 0, type: 'scroll', textStyle: {color: color('--ink')}} : undefined,
        xAxis: axisOf(x, shown, {...lines(), nameLocation: 'middle', nameGap: 30}),
        yAxis: axisOf(y, shown, {...lines(), nameLocation: 'end'}),
        tooltip: {...base().tooltip, trigger: 'item', formatter: p => `${p.data.label}\n${x.title}: ${digits(p.value[0])}\n${y.title}: ${digits(p.value[1])}`},
        series: [...groups].map(([name, points], i) => ({type: 'scatter', name, data: points, symbol: SHAPES[i % SHAPES.length], symbolSize: points.length > 1000 ? 5 : 9, itemStyle: {opacity: 0.75}})),
      };
    }},
    heat: {title: 'Heat map', option: () => {
      const x = column(state.x) && column(state.x).parameter ? column(state.x) : varied[0];
      const y = column(state.y) && column(state.y).parameter && state.y !== x.key ? column(state.y) : varied.find(c => c !== x);
      const binned = c => {
        const values = [...new Set(shown.map(run => cell(c, run)))];
        if (!c.number || values.length <= 12) {
          const order = values.sort((a, b) => c.number ? a - b : String(a).localeCompare(String(b)));
          return {names: order.map(digits), at: run => order.indexOf(cell(c, run))};
        }
        const [low, high] = spanOf(c, shown), log = isLog(c, shown);
        const of = v => log ? Math.log(v / low) / Math.log(high / low) : (v - low) / (high - low);
        const edge = share => log ? low * Math.pow(high / low, share) : low + share * (high - low);
        return {names: Array.from({length: 10}, (_, i) => digits(Number(edge(i / 10).toPrecision(3))) + '…'), at: run => Math.min(9, Math.floor(10 * of(cell(c, run))))};
      };
      const across = binned(x), up = binned(y), cells = new Map();
      for (const run of shown) {
        const read = cell(objective, run), i = across.at(run), j = up.at(run);
        if (!isNumber(read) || i < 0 || j < 0) continue;
        const key = i + ' ' + j, entry = cells.get(key) || {i, j, sum: 0, count: 0};
        entry.sum += read; entry.count++; cells.set(key, entry);
      }
      const values = [...cells.values()].map(c => [c.i, c.j, c.sum / c.count, c.count]);
      const means = values.map(v => v[2]);
      caption.textContent = `Mean ${objective.title} of the ${shown.length} runs shown by ${x.title} and ${y.title}; ${values.length} fields have a run. The table holds the same runs.`;
      const map = {...colouring(shown, 2), min: Math.min(...means, Infinity), max: Math.max(...means, -Infinity)};
      if (!(map.max > map.min)) { map.min = Number.isFinite(map.min) ? map.min - 1e-9 : 0; map.max = map.min + 1; }
      map.text = [digits(map.max), digits(map.min)];
      return {
        grid: {left: 90, right: 30, top: 40, bottom: 100},
        xAxis: {type: 'category', data: across.names, name: x.title, nameLocation: 'middle', nameGap: 30, ...lines()},
        yAxis: {type: 'category', data: up.names, name: y.title, ...lines()},
        visualMap: map,
        tooltip: {...base().tooltip, formatter: p => `${digits(p.value[2])} (${p.value[3]} runs)\n${x.title}: ${across.names[p.value[0]]}\n${y.title}: ${up.names[p.value[1]]}`},
        series: [{type: 'heatmap', data: values, label: {show: values.length <= 60, formatter: p => digits(Number(p.value[2].toPrecision(4)))}}],
      };
    }, possible: () => varied.length > 1},
    curves: {title: 'Curves', option: () => curveOption(evenly(shown.filter(run => curveOf(metricOfCurves(), run).length), 300), metricOfCurves(), caption), possible: () => Object.keys(data.curves).length > 0},
  };
  const metricOfCurves = () => data.curves[state.m] ? state.m : data.curves[data.objective.metric] ? data.objective.metric : Object.keys(data.curves)[0];
  const curveOf = (metric, run) => {
    const readings = (data.curves[metric] || [])[run] || [];
    const epochs = data.epochs[run];
    const seconds = (data.curves.seconds || [])[run];
    let spent = 0;
    return readings.map((reading, i) => {
      spent += seconds && isNumber(seconds[i]) ? seconds[i] : 0;
      return [state.t === 'time' ? spent : epochs ? epochs[i] : i + 1, reading];
    }).filter(point => isNumber(point[1]));
  };
  const curveOption = (runs, metric, caption) => {
    const isError = metric in data.errors;
    const name = data.errors[metric] || data.names[metric] || metric;
    const positive = runs.every(run => curveOf(metric, run).every(point => (isError ? 1 - point[1] : point[1]) > 0));
    const arms = data.groups ? data.groups.words : [''];
    const styleOf = run => (runs.length <= MAX_COMPARED ? runs.indexOf(run) : data.groups ? data.groups.at[run] : 0) % 8;
    caption.textContent = `${name[0].toUpperCase() + name.slice(1)} of ${runs.length === 1 ? 'the run' : runs.length + ' single runs'} against ${state.t === 'time' ? 'seconds of training' : 'the epoch'}${positive ? ', log scale' : ''}${arms.length > 1 && runs.length > MAX_COMPARED ? ', an arm a colour and dash' : ''}. Point at a line for its run.`;
    return {
      grid: {left: 70, right: 30, top: 40, bottom: 60},
      xAxis: {type: 'value', name: state.t === 'time' ? 'seconds of training' : 'epoch', nameLocation: 'middle', nameGap: 30, minInterval: state.t === 'time' ? 0 : 1, scale: true, ...lines()},
      yAxis: {type: positive ? 'log' : 'value', name, scale: true, ...lines(), axisLabel: {color: color('--ink'), formatter: v => digits(Number(v.toPrecision(3)))}},
      tooltip: {...base().tooltip, trigger: 'item', formatter: p => `${p.seriesName}\n${state.t === 'time' ? digits(Number(p.value[0].toPrecision(4))) + ' s' : 'epoch ' + p.value[0]}: ${digits(isError ? 1 - p.value[1] : p.value[1])}${isError ? ' ' + data.names[metric] : ''}`},
      series: runs.map(run => {
        const style = styleOf(run);
        return {type: 'line', name: `${cell(columns[0], run)}, seed ${cell(column('seed'), run)}`, id: data.ids[run], symbolSize: 5, showSymbol: runs.length <= 24, symbol: SHAPES[style], triggerLineEvent: true,
          color: palette()[style], lineStyle: {width: 1.4, type: DASHES[style], opacity: runs.length > 50 ? 0.5 : 0.9}, emphasis: {focus: 'series', lineStyle: {width: 3}},
          data: curveOf(metric, run).map(([x, y]) => [x, isError ? 1 - y : y])};
      }),
    };
  };

  const selector = (label, key, choices, current) => {
    const box = el('select', {'data-choice': key, onchange: () => { state[key] = box.value; writeAddress(); drawChart(); }}, ...choices.map(([value, text]) => el('option', {value}, text)));
    box.value = current;
    return el('label', {}, label + ' ', box);
  };
  const choices = el('div', {class: 'tools'});
  const drawChoices = () => {
    const of = list => list.map(c => [c.key, c.title]);
    const made = [];
    if (state.v === 'scatter') made.push(selector('across', 'x', of(columns.filter(c => c.number || c.parameter)), (column(state.x) || numeric.find(c => c.parameter) || column('seconds') || objective).key), selector('up', 'y', of(numeric), (column(state.y) || objective).key));
    if (state.v === 'heat') made.push(selector('across', 'x', of(varied), (column(state.x) && column(state.x).parameter ? column(state.x) : varied[0]).key), selector('up', 'y', of(varied), (varied.find(c => c.key === state.y) || varied[1]).key));
    if (state.v === 'curves') made.push(selector('what', 'm', Object.keys(data.curves).map(m => [m, data.names[m] || m]), metricOfCurves()), selector('against', 't', [['epoch', 'epochs'], ['time', 'seconds of training']].slice(0, data.curves.seconds ? 2 : 1), state.t));
    choices.replaceChildren(...made);
  };
  const tabs = el('div', {class: 'tabs', role: 'group', 'aria-label': 'charts'});
  const drawTabs = () => tabs.replaceChildren(...Object.entries(VIEWS).filter(([, view]) => !view.possible || view.possible()).map(([key, view]) =>
    el('button', {type: 'button', 'data-view': key, 'aria-pressed': String(state.v === key), onclick: () => { state.v = key; writeAddress(); drawTabs(); drawChart(); tabs.querySelector(`[data-view=${key}]`).focus(); }}, view.title)));

  let inView = false;
  const drawChart = async () => {
    if (!inView) return;
    drawChoices();
    const view = VIEWS[state.v] && (!VIEWS[state.v].possible || VIEWS[state.v].possible()) ? VIEWS[state.v] : VIEWS.parallel;
    const echarts = await echartsLibrary();
    drawing = true;
    if (!chart) {
      chart = echarts.init(canvas, null, {renderer: 'canvas'});
      chart.on('axisareaselected', brushed);
      chart.on('click', event => { const id = event.name || event.seriesId; if (data.ids.includes(id)) openRun(id); });
      new ResizeObserver(() => chart.resize()).observe(canvas);
    }
    chart.setOption({...base(), ...view.option()}, true);
    if (view === VIEWS.parallel) restoreBrush();
    canvas.setAttribute('aria-label', caption.textContent);
    canvas.dataset.drawn = state.v;
    drawing = false;
  };
  const restoreBrush = () => parallelAxes().forEach(c => {
    if (state.b[c.key]) chart.dispatchAction({type: 'axisAreaSelect', parallelAxisId: c.key, intervals: [state.b[c.key]]});
  });
  const brushed = () => {
    if (drawing) return;
    state.b = {};
    for (const c of parallelAxes()) {
      const axis = chart.getModel().getComponent('parallelAxis', parallelAxes().indexOf(c));
      const intervals = axis ? axis.activeIntervals : [];
      if (intervals.length) state.b[c.key] = [Math.min(...intervals.map(i => i[0])), Math.max(...intervals.map(i => i[1]))];
    }
    state.n = 0;
    update();
  };
  themeListeners.push(() => drawChart());
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { themeSwitch.textContent = nameOfSwitch(); drawChart(); });

  // ---- One run, and several side by side

  const dialog = el('dialog', {'aria-labelledby': 'dialog-h'});
  dialog.addEventListener('close', () => { state.r = ''; state.k = ''; writeAddress(); });
  dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close(); });
  const show = (title, ...content) => {
    dialog.replaceChildren(
      el('div', {class: 'dialog-head'}, el('h2', {id: 'dialog-h'}, title), el('button', {type: 'button', onclick: () => dialog.close()}, 'Close')), ...content);
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
  };
  const facts = pairs => el('dl', {class: 'facts'}, ...pairs.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))));
  const grid = (caption, titles, rows) => el('div', {class: 'scroll', role: 'region', 'aria-label': caption, tabindex: '0'}, el('table', {},
    el('caption', {}, caption),
    el('thead', {}, el('tr', {}, ...titles.map((title, i) => el('th', {scope: 'col', class: i ? 'num' : null}, title)))),
    el('tbody', {}, ...rows.map(row => el('tr', {}, ...row.map((text, i) => el(i ? 'td' : 'th', i ? {} : {scope: 'row'}, text)))))));
  const settingsOf = run => ({...data.common, ...data.settings[run]});
  const figure = async runs => {
    const note = el('figcaption');
    const at = el('div', {class: 'chart', role: 'img', 'aria-label': 'curves'});
    const metric = metricOfCurves();
    if (!metric || !runs.some(run => curveOf(metric, run).length)) return null;
    const made = el('figure', {}, at, note);
    echartsLibrary().then(echarts => {
      const drawn = echarts.init(at);
      drawn.setOption({...base(), ...curveOption(runs, metric, note)});
      at.setAttribute('aria-label', note.textContent);
    });
    return made;
  };
  const epochTable = run => {
    const metrics = Object.keys(data.curves).filter(m => (data.curves[m][run] || []).length);
    const count = Math.max(0, ...metrics.map(m => data.curves[m][run].length));
    if (!count) return null;
    const rows = Array.from({length: count}, (_, i) => [String(data.epochs[run] ? data.epochs[run][i] : i + 1), ...metrics.map(m => digits(data.curves[m][run][i]))]);
    return grid(data.thinned ? 'Epochs, thinned; the last is exact in the table of runs' : 'Epoch by epoch', ['epoch', ...metrics.map(m => data.names[m] || m)], rows);
  };
  const confusionTable = run => {
    const counts = data.confusions[run];
    if (!counts) return null;
    const size = Math.sqrt(counts.length), digitsOf = Array.from({length: size}, (_, i) => String(i));
    return grid('Confusion: rows are true digits, columns those that the net saw', ['true', ...digitsOf], digitsOf.map((d, i) => [d, ...counts.slice(i * size, (i + 1) * size).map(String)]));
  };
  const openRun = async id => {
    const run = data.ids.indexOf(id);
    if (run < 0) return;
    state.r = id;
    writeAddress();
    const settings = settingsOf(run), known = data.defaults;
    const odd = Object.keys(settings).sort().filter(name => !known || settings[name] !== known[name]);
    const curve = await figure([run]);
    show(`${cell(columns[0], run)}, seed ${cell(column('seed'), run)}`,
      facts([['run', id], ...columns.filter(c => !c.parameter && c.key !== 'id').map(c => [c.title, digits(cell(c, run))])]),
      el('p', {}, el('a', {href: `runs/${id}/run.html`}, 'Its own page'), ', where the results folder is, has its net, filters and worst digits.'),
      el('h3', {}, known ? 'Settings that are not at their default' : 'Settings'),
      el('ul', {class: 'settings'}, ...odd.map(name => el('li', {}, name + '=' + settings[name]))),
      curve, epochTable(run), confusionTable(run),
      el('h3', {}, 'Attempts'),
      ...(data.attempts[run] || []).map(([title, cause, log]) => el('div', {}, el('p', {}, title, cause ? ': ' : '', cause ? el('strong', {}, cause) : ''), log ? el('pre', {}, log) : null)));
  };
  const openComparison = async () => {
    const runs = state.p.slice(0, MAX_COMPARED).map(id => data.ids.indexOf(id)).filter(run => run >= 0);
    if (runs.length < 2) return;
    const titles = runs.map(run => `${cell(columns[0], run)}, seed ${cell(column('seed'), run)}`);
    const settings = runs.map(settingsOf);
    const names = [...new Set(settings.flatMap(Object.keys))].sort();
    const differing = names.filter(name => settings.some(s => s[name] !== settings[0][name]));
    const readings = columns.filter(c => c.number && !c.parameter && c.key !== 'seed' && runs.some(run => isNumber(cell(c, run))));
    const change = c => runs.length === 2 && runs.every(run => isNumber(cell(c, run))) ? [digits(Number((cell(c, runs[1]) - cell(c, runs[0])).toPrecision(4)))] : runs.length === 2 ? ['–'] : [];
    const curve = await figure(runs);
    show(`${runs.length} runs side by side`,
      differing.length ? grid('Settings that differ', ['setting', ...titles], differing.map(name => [name, ...settings.map(s => String(s[name] ?? '–'))])) : el('p', {}, 'Their settings are the same.'),
      grid('Last readings', ['reading', ...titles, ...(runs.length === 2 ? ['second − first'] : [])], readings.map(c => [c.title, ...runs.map(run => digits(cell(c, run))), ...change(c)])),
      curve,
      el('p', {class: 'key'}, 'Two runs are no evidence; the verdicts above rest on all pairs. The test images that only one of them gets right: ', el('code', {}, `nightsweep compare ${runs.slice(0, 2).map(run => data.ids[run]).join(' ')} --html`)));
  };

  // ---- All together

  const update = () => {
    select();
    drawTable();
    columns.forEach(c => { c.box.checked = !hidden().has(c.key); });
    writeAddress();
    if (inView && state.v !== 'parallel') drawChart();
    else if (inView && state.f !== drawnFilter) drawChart();
    drawnFilter = state.f;
  };
  let drawnFilter = '';
  const explorer = byId('explorer');
  const live = el('div', {class: 'scroll', role: 'region', 'aria-label': 'All runs', tabindex: '0'}, table);
  const chartFigure = el('figure', {}, canvas, caption);
  explorer.append(tabs, choices, chartFigure, tools, status, live, pages, dialog);
  document.body.classList.add('explored');
  document.addEventListener('click', event => {
    const link = event.target.closest && event.target.closest('a[data-run]');
    if (link) { event.preventDefault(); openRun(link.dataset.run); }
  });
  document.addEventListener('keydown', event => {
    if (event.key === '/' && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName) && !dialog.open) { event.preventDefault(); filter.focus(); }
  });
  const start = () => {
    readAddress();
    filter.value = state.f;
    drawTabs();
    update();
    if (state.r) openRun(state.r); else if (state.k) openComparison();
  };
  addEventListener('hashchange', () => { start(); drawChart(); });
  start();
  new IntersectionObserver((entries, observer) => {
    if (entries.some(entry => entry.isIntersecting)) { inView = true; observer.disconnect(); drawChart(); }
  }, {rootMargin: '200px'}).observe(canvas);
})();
