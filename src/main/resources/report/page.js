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

  // ---- Numbers, by the rules of Numbers.java and ColumnFormat.java

  const isNumber = value => typeof value === 'number' && Number.isFinite(value);
  const MINUS = '−';
  const isNothing = text => !/[1-9∞]/.test(text);
  // Java rounds the shortest decimal number, halves up; toFixed() would round the binary one.
  const fixed = (size, decimals) => {
    const shifted = Number(size + 'e' + decimals);
    return shifted < 1e15 ? Number(Math.round(shifted) + 'e-' + decimals).toFixed(decimals) : size.toFixed(decimals);
  };
  const plain = (number, decimals) => {
    if (Number.isNaN(number)) return '–';
    const text = Number.isFinite(number) ? fixed(Math.abs(number), decimals) : '∞';
    return number < 0 && !isNothing(text) ? MINUS + text : text;
  };
  const signed = (number, decimals) => {
    const text = plain(number, decimals);
    return number > 0 && !isNothing(text) ? '+' + text : text;
  };
  const secondsDecimals = size => size > 0 && size < 0.001 ? Math.min(7, 1 - Math.floor(Math.log10(size))) : size < 1 ? 3 : size < 10 ? 2 : size < 1000 ? 1 : 0;
  const duration = seconds => {
    const two = number => String(number).padStart(2, '0');
    if (seconds < 60) return plain(seconds, Number.isInteger(seconds) ? 0 : secondsDecimals(seconds)) + ' s';
    const whole = Math.round(seconds);
    return whole < 3600 ? `${Math.floor(whole / 60)} min ${two(whole % 60)} s` : `${Math.floor(whole / 3600)} h ${two(Math.floor(whole % 3600 / 60))} min`;
  };
  const count = (number, noun) => number + ' ' + noun + (number === 1 ? '' : 's');
  // All numbers of a column have as many decimals: what the one in the middle needs.
  const formatOf = (unit, values) => {
    const finite = values.filter(isNumber);
    const sizes = finite.map(Math.abs).filter(size => size > 0).sort((a, b) => a - b);
    const size = sizes.length ? sizes[Math.floor(sizes.length / 2)] : 0;
    const decimals = unit === 'SECONDS' ? secondsDecimals(size)
      : unit === 'BYTES' || unit === 'IMAGES_PER_SECOND' || unit === 'PLAIN' && finite.every(Number.isInteger) ? 0
      : size > 0 && size < 0.001 ? 7 : 4;
    const part = unit === 'BYTES' ? 1e6 : 1, after = unit === 'BYTES' ? ' MB' : '';
    return {text: number => plain(number / part, decimals) + after, change: number => signed(number / part, decimals) + after};
  };
  // A setting has the digits that it needs, at most four.
  const exact = value => isNumber(value) ? String(value).replaceAll('-', MINUS) : value === null || value === undefined ? '–' : String(value);
  const short = value => isNumber(value) && !Number.isInteger(value) ? exact(Number(value.toPrecision(4))) : exact(value);
  const tick = value => isNumber(value) ? (Math.abs(value) >= 1e4 && Number.isInteger(value) ? plain(value, 0).replace(/\B(?=(\d{3})+$)/g, ',') : exact(Number(value.toPrecision(6)))) : value;

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

  // ---- What is running, on a page that is served

  const listen = () => {
    const bar = el('section', {class: 'live', 'aria-label': 'What is running'});
    const text = el('p', {role: 'status'});
    const progress = el('progress', {max: '1', 'aria-label': 'share of the work that is done'});
    const workers = el('ul', {class: 'workers'});
    const answer = el('p', {class: 'key', role: 'status'});
    // Kept by origin, and so by port: a cookie would go to every server on this machine.
    if (location.hash.startsWith('#token=')) {
      sessionStorage.setItem('nightsweep-token', location.hash.slice('#token='.length));
      history.replaceState(null, '', location.pathname);
    }
    const token = sessionStorage.getItem('nightsweep-token') || '';
    const ask = verb => fetch(`/control/${verb}/${encodeURIComponent(bar.dataset.sweep)}`, {method: 'POST', headers: {Authorization: 'Bearer ' + token}})
      .then(response => response.text().then(reply => {
        answer.textContent = reply;
        if (response.ok && verb === 'stop') { stopping = bar.dataset.sweep; drawControls(); }
      }), () => { answer.textContent = 'The server does not answer.'; });

    // To cancel throws work away, so it is asked once more.
    const question = el('p', {});
    const confirmation = el('dialog', {class: 'confirm', 'aria-label': 'Cancel the sweep?'}, question, el('div', {class: 'tools'},
      el('button', {type: 'button', onclick: () => confirmation.close()}, 'Keep it running'),
      el('button', {type: 'button', class: 'grave', onclick: () => { confirmation.close(); ask('cancel'); }}, 'Cancel the sweep')));
    const confirmCancel = () => {
      question.textContent = `Cancel ${bar.dataset.sweep}? Its runs end now and keep their checkpoints. The command nightsweep resume continues it later.`;
      confirmation.showModal();
    };
    const BUTTONS = {
      pause: ['Pause', () => ask('pause')], resume: ['Resume', () => ask('resume')],
      stop: ['Stop when runs end', () => ask('stop')], cancel: ['Cancel now', confirmCancel],
    };
    const APPLY = {RUNNING: ['pause', 'stop', 'cancel'], PAUSED: ['resume', 'cancel']};
    const controls = el('div', {class: 'tools'});
    let state = '', stopping = null, drawn = '';
    const drawControls = () => {
      const apply = stopping && stopping === bar.dataset.sweep ? ['cancel'] : APPLY[state] || [];
      if (drawn === apply.join()) return; // a button that has the focus stays
      drawn = apply.join();
      controls.replaceChildren(...(token ? apply.map(verb => el('button', {type: 'button', class: verb === 'cancel' ? 'grave' : null, onclick: BUTTONS[verb][1]}, BUTTONS[verb][0]))
        : ['To pause or stop it here, open the address that the command nightsweep serve printed.']));
    };

    const fresh = el('button', {type: 'button', hidden: true, onclick: () => location.reload()}, 'Show what is new');
    bar.append(text, progress, workers, controls, answer, fresh);
    bar.hidden = true;
    document.querySelector('header').append(bar);
    document.body.append(confirmation);

    // A reload would take back a page that was just asked for. It may not come: after a while that is forgotten.
    const PATIENCE = 15000;
    let leftAt = -PATIENCE;
    const leave = () => { leftAt = performance.now(); };
    addEventListener('beforeunload', leave);
    document.addEventListener('click', event => { if (event.target.closest && event.target.closest('a[href]:not([href^="#"], [data-run])')) leave(); });
    const isBusy = () => performance.now() - leftAt < PATIENCE || document.hidden || document.querySelector('dialog[open]')
      || /^(INPUT|SELECT)$/.test(document.activeElement.tagName) || getSelection().toString();
    let known = null;
    const news = now => {
      if (known === now) return;
      const first = known === null;
      known = now;
      if (first) return;
      if (isBusy()) fresh.hidden = false; else location.reload();
    };
    // With the token the server does not close it to make room for others; an EventSource sends none.
    const events = async heard => {
      const response = await fetch('/events', {headers: token ? {Authorization: 'Bearer ' + token} : {}});
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = '';
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        const lines = (rest + part.value).split('\n');
        rest = lines.pop();
        lines.filter(line => line.startsWith('data: ')).forEach(line => heard(JSON.parse(line.slice('data: '.length))));
      }
    };
    const again = () => setTimeout(follow, 3000);
    const follow = () => events(show).then(again, again);
    const describe = status => {
      const finish = state === 'PAUSED' ? null : status.finish;
      return `${state.toLowerCase().replace('_', ' ')}, ${status.finished} of ${count(status.total, 'run')} finished`
        + (state === 'PAUSED' ? '; nothing is trained until it is resumed' : '')
        + (stopping === status.sweep_id ? ', stops when the runs under way end' : '')
        + (finish ? `, about ${duration(finish.expected_seconds)} to go (${duration(finish.low_seconds)} to ${duration(finish.high_seconds)})` : '')
        + (status.waiting.length ? `; ${count(status.waiting.length, 'more sweep')} in the queue` : '');
    };
    const show = status => {
      const here = document.body.dataset.sweep;
      const running = status.running && (!here || here === status.sweep_id);
      bar.hidden = !running && fresh.hidden;
      controls.hidden = !running;
      if (!running) {
        confirmation.close();
        if (known !== null) news('');
        return;
      }
      bar.dataset.sweep = status.sweep_id;
      state = status.state;
      progress.value = status.share ?? 0;
      text.textContent = `${here ? '' : status.sweep_id + ': '}${describe(status)}`;
      workers.replaceChildren(...(status.workers || []).map(w => el('li', {}, `worker ${w.worker}: run ${w.run_id}, seed ${w.seed}, epoch ${w.epoch}, ${Math.round(100 * w.share)} %`)));
      drawControls();
      news(`${state} ${status.finished}`); // the page says both
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
  columns.forEach(c => {
    c.number = !c.words;
    if (c.number && !c.parameter) c.format = formatOf(c.unit, c.values);
  });
  const objective = column(data.objective.key);
  const NOT_FINITE = {NaN: 'NaN', Infinity: '∞', '-Infinity': MINUS + '∞'}; // JSON has words for them
  const written = (format, value) => isNumber(value) ? format.text(value) : NOT_FINITE[value] || exact(value);
  const said = (c, value) => c.format ? written(c.format, value) : short(value);
  const formats = new Map();
  const saidOf = (metric, value) => {
    if (!formats.has(metric)) formats.set(metric, formatOf(data.units[metric], data.curves[metric].flat()));
    return written(formats.get(metric), value);
  };

  // ---- What is looked at; it lives in the address, so that it can be sent

  const fromStart = () => ({f: '', s: '', c: '', p: [], b: {}, v: '', x: '', y: '', z: '', m: '', t: 'epoch', r: '', k: '', n: 0});
  const state = fromStart();
  let address = '';
  const readAddress = () => {
    const text = location.hash.slice(1);
    if (text.startsWith('run-')) { state.r = text.slice(4); return; }
    if (!text.includes('=')) return;
    Object.assign(state, fromStart());
    const given = new URLSearchParams(text);
    for (const key of ['f', 's', 'c', 'v', 'x', 'y', 'z', 'm', 't', 'r', 'k']) if (given.has(key)) state[key] = given.get(key);
    if (given.has('p')) state.p = given.get('p').split(',').filter(id => data.ids.includes(id));
    if (given.has('n')) state.n = Math.max(0, Number(given.get('n')) || 0);
    for (const part of (given.get('b') || '').split(',').filter(Boolean)) {
      const [key, low, high] = part.split('~');
      if (column(key)) state.b[key] = [Number(low), Number(high)];
    }
  };
  const writeAddress = () => {
    const kept = new URLSearchParams();
    for (const key of ['f', 's', 'c', 'v', 'x', 'y', 'z', 'm', 'r', 'k']) if (state[key]) kept.set(key, state[key]);
    if (state.t !== 'epoch') kept.set('t', state.t);
    if (state.n) kept.set('n', state.n);
    if (state.p.length) kept.set('p', state.p.join(','));
    const ranges = Object.entries(state.b).map(([key, [low, high]]) => [key, low, high].join('~'));
    if (ranges.length) kept.set('b', ranges.join(','));
    const text = kept.toString();
    const inPage = !location.hash.includes('=') && byId(location.hash.slice(1)); // a link to a section stays
    if (!text && inPage) return;
    address = text;
    try { history.replaceState(null, '', text ? '#' + text : location.pathname + location.search); }
    catch (e) { location.hash = text; }
  };

  // ---- Which runs are shown, and in which order

  const COMPARISONS = {
    '=': (a, b) => a === b, '!=': (a, b) => a !== b, '>': (a, b) => a > b, '<': (a, b) => a < b,
    '>=': (a, b) => a >= b, '<=': (a, b) => a <= b,
  };
  Object.assign(COMPARISONS, {'==': COMPARISONS['='], '≠': COMPARISONS['!='], '≥': COMPARISONS['>='], '≤': COMPARISONS['<=']});
  const OPERATOR = /^\s*(>=|<=|!=|==|=|>|<|≥|≤|≠)\s*/;
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
  // What is wrong with the filter, in sentences.
  let problems = [];
  const comparison = (c, operator, wanted) => {
    if (!wanted) {
      problems.push(`${c.key} needs a value after ${operator}.`);
      return null;
    }
    const compare = COMPARISONS[operator];
    const number = Number(wanted.replace(MINUS, '-'));
    if (c.number && Number.isNaN(number) && !(wanted in NOT_FINITE)) problems.push(`${c.key} is a number, ${wanted} is not.`);
    if (!c.number && /[<>≤≥]/.test(operator)) problems.push(`${c.key} holds words: compare it with = or !=.`);
    return run => {
      const value = cell(c, run);
      return isNumber(value) && !Number.isNaN(number) ? compare(value, number) : compare(String(value), wanted);
    };
  };
  const containing = word => {
    const wanted = word.toLowerCase();
    return run => columns.some(c => !c.number && String(cell(c, run)).toLowerCase().includes(wanted));
  };
  const spelled = name => /\s/.test(name) ? `"${name}"` : name;
  const STRANGE = new RegExp('^("[^"]+"|[^\\s<>=!≤≥≠"]+)' + OPERATOR.source.slice(1) + '("[^"]*"|\\S*)');
  // One condition at the beginning of the text: [what a run must fulfil, or null; the rest of the text].
  const condition = (text, unknown) => {
    const whole = /^"([^"]*)"(?=\s|$)/.exec(text);
    const inText = named(text);
    const found = inText || whole && named(whole[1]);
    if (found) {
      const behind = (inText ? text : whole[1]).slice(found.length);
      const listed = found.c.number ? [] : [...words(found.c)].sort((x, y) => y.length - x.length);
      const value = listed.find(word => word && behind.startsWith(word) && /^(\s|$)/.test(behind.slice(word.length)));
      const given = value !== undefined ? value : inText ? /^("[^"]*"|\S*)/.exec(behind)[0] : behind;
      return [comparison(found.c, found.operator, given.replaceAll('"', '')), inText ? behind.slice(given.length) : text.slice(whole[0].length)];
    }
    const sign = OPERATOR.exec(text);
    if (sign) {
      problems.push(`The name of a column is missing before ${sign[1]}.`);
      return [null, text.slice(sign[0].length).replace(/^\S+/, '')];
    }
    const strange = STRANGE.exec(text);
    const word = strange ? strange[0] : whole ? whole[0] : /^\S+/.exec(text)[0];
    const test = containing(word.replaceAll('"', ''));
    if (strange && !data.ids.some((id, run) => test(run))) unknown.push(strange[1].replaceAll('"', ''));
    return [test, text.slice(word.length)];
  };
  // Alternatives of conditions that must all hold; a name may have spaces, in quotes or not.
  const alternatives = text => {
    const made = [[]], unknown = [];
    problems = [];
    for (let rest = text.trim(); rest; rest = rest.trim()) {
      const joint = /^(or|\|\||and|&&)(?=\s|$)/i.exec(rest);
      if (joint) {
        if (/^(o|\|)/i.test(joint[0])) made.push([]);
        rest = rest.slice(joint[0].length);
        if (!rest.trim() || made.length > 1 && !made[made.length - 2].length) problems.push(`A condition is missing beside ${joint[0]}.`);
        continue;
      }
      const [test, behind] = condition(rest, unknown);
      made[made.length - 1].push(test);
      rest = behind;
    }
    if ((text.match(/"/g) || []).length % 2) problems.push('A quotation mark is not closed.');
    if (unknown.length) problems.push(`No column is called ${unknown.join(' or ')}; there are ${columns.map(c => spelled(c.key)).join(', ')}.`);
    const whole = made.map(all => all.filter(Boolean)).filter(all => all.length);
    return whole.length ? run => whole.some(all => all.every(test => test(run))) : () => true;
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
    const isWanted = alternatives(state.f);
    filtered = [];
    for (let run = 0; run < total; run++) if (isWanted(run)) filtered.push(run);
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
  const table = el('table', {id: 'runs-table'}, el('caption', {}, 'All runs. Click a title to sort, a name to open the run.'), el('thead', {}, head), body);
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
      const text = c.key === 'state' ? data.signs[value] + ' ' + value : said(c, value);
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
    status.textContent = [shown.length === total ? `${count(total, 'run')}.` : `${shown.length} of ${count(total, 'run')}.`, ...new Set(problems)].join(' ');
    status.classList.toggle('warn', problems.length > 0);
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
  const search = text => {
    filter.value = text;
    filter.dispatchEvent(new Event('input'));
    filter.focus();
  };
  const examples = () => {
    const setting = columns.find(c => c.parameter && words(c).length > 1 && words(c).length <= 12);
    const alternative = setting && words(setting).slice(0, 2).map(word => `${spelled(setting.key)}=${spelled(word)}`).join(' or ');
    return [...new Set([data.example, 'state!=completed', alternative, 'seed<=3'].filter(Boolean))];
  };
  const help = el('details', {class: 'chooser help'}, el('summary', {'aria-label': 'How to filter'}, '?'),
    el('p', {}, 'A condition is a column, a sign (=, !=, >, <, >=, <=) and a value. All conditions must hold; write “or” between alternatives. Other words are looked for in names and states. Put quotation marks around what has spaces.'),
    el('p', {}, 'Examples: ', ...examples().map(text => el('button', {type: 'button', class: 'mono', onclick: () => search(text)}, text))),
    el('p', {}, 'Columns: ', ...columns.map(c => el('button', {type: 'button', class: 'mono', onclick: () => search(`${filter.value} ${spelled(c.key)}`.trim())}, c.key))));
  const tools = el('div', {class: 'tools'},
    el('label', {for: 'filter'}, 'Filter '), filter, help, compareButton,
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
  const lines = () => ({axisLine: {lineStyle: {color: color('--soft')}}, axisLabel: {color: color('--ink'), formatter: tick}, splitLine: {lineStyle: {color: color('--line')}}, nameTextStyle: {color: color('--ink')}});
  const spanOf = (c, runs) => {
    let low = Infinity, high = -Infinity;
    for (const run of runs) { const v = cell(c, run); if (isNumber(v)) { low = Math.min(low, v); high = Math.max(high, v); } }
    return [low, high];
  };
  // The ends of an axis of shares: round numbers around the data, within 0 and 1.
  const shares = (low, high) => {
    if (!Number.isFinite(low)) return {min: 0, max: 1};
    const rough = Math.max(high - low, 0.01) / 4, power = Math.pow(10, Math.floor(Math.log10(rough)));
    const step = power * [1, 2, 5, 10].find(times => times * power >= rough - 1e-12);
    const round = number => Number(number.toPrecision(12));
    return {min: Math.max(0, round(Math.floor(low / step - 1e-9) * step)), max: Math.min(1, round(Math.ceil(high / step + 1e-9) * step)), interval: step};
  };
  const axisOf = (c, runs, extra) => c.number
    ? {type: c.log ? 'log' : 'value', name: c.title, scale: true, ...(c.unit === 'FRACTION' && !c.log ? shares(...spanOf(c, runs)) : {}), ...extra}
    : {type: 'category', name: c.title, data: words(c), ...extra};
  const colouring = (runs, dimension) => {
    const [low, high] = spanOf(objective, runs);
    const span = Number.isFinite(low) ? [low, high > low ? high : low + 1e-9] : [0, 1];
    const toned = data.objective.maximize ? scale() : scale().reverse();
    return {type: 'continuous', min: span[0], max: span[1], dimension, calculable: false, orient: 'horizontal', left: 'center', bottom: 0, itemHeight: canvas.clientWidth < 480 ? 60 : 120, itemWidth: 12,
      text: [said(objective, span[1]), (canvas.clientWidth < 480 ? '' : objective.title + ' ') + said(objective, span[0])], textStyle: {color: color('--ink')}, inRange: {color: toned}};
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
    parallel: {title: 'Parallel coordinates', possible: () => total > 2 && varied.length > 0, option: () => {
      const axes = parallelAxes();
      const runs = evenly(filtered, MAX_LINES);
      caption.textContent = `Each line is a run (${runs.length} of ${total}): it joins the run's settings and its ${objective.title}, which gives the colour. Drag along an axis to keep a range; the table follows and holds the same numbers.`
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
      caption.textContent = `${y.title} against ${x.title}, a mark for ${runs.length === 1 ? '' : 'each of '}the ${count(runs.length, 'run')} shown${groups.size > 1 ? ', a shape for each arm' : ''}. Click a mark to open the run; the table holds the same numbers.`;
      return {
        grid: {left: 70, right: 30, top: 40, bottom: groups.size > 1 ? 90 : 60},
        legend: groups.size > 1 ? {bottom: 0, type: 'scroll', textStyle: {color: color('--ink')}} : undefined,
        xAxis: axisOf(x, shown, {...lines(), nameLocation: 'middle', nameGap: 30}),
        yAxis: axisOf(y, shown, {...lines(), nameLocation: 'end'}),
        tooltip: {...base().tooltip, trigger: 'item', formatter: p => `${p.data.label}\n${x.title}: ${said(x, p.value[0])}\n${y.title}: ${said(y, p.value[1])}`},
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
          return {names: order.map(value => said(c, value)), at: run => order.indexOf(cell(c, run))};
        }
        const [low, high] = spanOf(c, shown), log = c.log;
        const of = v => log ? Math.log(v / low) / Math.log(high / low) : (v - low) / (high - low);
        const edge = share => log ? low * Math.pow(high / low, share) : low + share * (high - low);
        return {names: Array.from({length: 10}, (_, i) => exact(Number(edge(i / 10).toPrecision(3))) + '…'), at: run => Math.min(9, Math.floor(10 * of(cell(c, run))))};
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
      caption.textContent = `Mean ${objective.title} of the ${count(shown.length, 'run')} shown, by ${x.title} and ${y.title}; ${count(values.length, 'field')} ${values.length === 1 ? 'has' : 'have'} runs. The table holds the same runs.`;
      const map = {...colouring(shown, 2), min: Math.min(...means, Infinity), max: Math.max(...means, -Infinity)};
      if (!(map.max > map.min)) { map.min = Number.isFinite(map.min) ? map.min - 1e-9 : 0; map.max = map.min + 1; }
      map.text = [said(objective, map.max), said(objective, map.min)];
      return {
        grid: {left: 90, right: 30, top: 40, bottom: 100},
        xAxis: {type: 'category', data: across.names, name: x.title, nameLocation: 'middle', nameGap: 30, ...lines()},
        yAxis: {type: 'category', data: up.names, name: y.title, ...lines()},
        visualMap: map,
        tooltip: {...base().tooltip, formatter: p => `${said(objective, p.value[2])} (${count(p.value[3], 'run')})\n${x.title}: ${across.names[p.value[0]]}\n${y.title}: ${up.names[p.value[1]]}`},
        series: [{type: 'heatmap', data: values, label: {show: values.length <= 60, formatter: p => said(objective, p.value[2])}}],
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
    const drawn = runs.flatMap(run => curveOf(metric, run)).map(point => isError ? 1 - point[1] : point[1]);
    const low = drawn.reduce((a, b) => Math.min(a, b), Infinity), high = drawn.reduce((a, b) => Math.max(a, b), -Infinity);
    const positive = low > 0;
    const arms = data.groups ? data.groups.words : [''];
    const styleOf = run => (runs.length <= MAX_COMPARED ? runs.indexOf(run) : data.groups ? data.groups.at[run] : 0) % 8;
    caption.textContent = `${name[0].toUpperCase() + name.slice(1)} of ${runs.length === 1 ? 'the run' : runs.length + ' runs'} against ${state.t === 'time' ? 'seconds of training' : 'the epoch'}${positive ? ', log scale' : ''}${arms.length > 1 && runs.length > MAX_COMPARED ? ', a colour and a dash for each arm' : ''}. Point at a line for its run.`;
    return {
      grid: {left: 70, right: 30, top: 40, bottom: 60},
      xAxis: {type: 'value', name: state.t === 'time' ? 'seconds of training' : 'epoch', nameLocation: 'middle', nameGap: 30, minInterval: state.t === 'time' ? 0 : 1, scale: true, ...lines()},
      yAxis: {type: positive ? 'log' : 'value', name, scale: true, ...(isError && !positive ? shares(low, high) : {}), ...lines()},
      tooltip: {...base().tooltip, trigger: 'item', formatter: p => `${p.seriesName}\n${state.t === 'time' ? duration(p.value[0]) : 'epoch ' + p.value[0]}: ${saidOf(metric, isError ? 1 - p.value[1] : p.value[1])}${isError ? ' ' + data.names[metric] : ''}`},
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
    if (viewed() === 'scatter') made.push(selector('across', 'x', of(columns.filter(c => c.number || c.parameter)), (column(state.x) || numeric.find(c => c.parameter) || column('seconds') || objective).key), selector('up', 'y', of(numeric), (column(state.y) || objective).key));
    if (viewed() === 'heat') made.push(selector('across', 'x', of(varied), (column(state.x) && column(state.x).parameter ? column(state.x) : varied[0]).key), selector('up', 'y', of(varied), (varied.find(c => c.key === state.y) || varied[1]).key));
    if (viewed() === 'curves') made.push(selector('what', 'm', Object.keys(data.curves).map(m => [m, data.names[m] || m]), metricOfCurves()), selector('against', 't', [['epoch', 'epochs'], ['time', 'seconds of training']].slice(0, data.curves.seconds ? 2 : 1), state.t));
    choices.replaceChildren(...made);
  };
  const isPossible = key => VIEWS[key] && (!VIEWS[key].possible || VIEWS[key].possible());
  const viewed = () => isPossible(state.v) ? state.v : Object.keys(VIEWS).find(isPossible);
  const tabs = el('div', {class: 'tabs', role: 'group', 'aria-label': 'charts'});
  const drawTabs = () => tabs.replaceChildren(...Object.entries(VIEWS).filter(([key]) => isPossible(key)).map(([key, view]) =>
    el('button', {type: 'button', 'data-view': key, 'aria-pressed': String(viewed() === key), onclick: () => { state.v = key; writeAddress(); drawTabs(); drawChart(); tabs.querySelector(`[data-view=${key}]`).focus(); }}, view.title)));

  let inView = false;
  const drawChart = async () => {
    if (!inView) return;
    drawChoices();
    const view = VIEWS[viewed()];
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
    canvas.dataset.drawn = viewed();
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
  themeListeners.push(() => { drawChart(); drawInDialog(); });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { themeSwitch.textContent = nameOfSwitch(); drawChart(); drawInDialog(); });

  // ---- One run, and several side by side

  const dialog = el('dialog', {'aria-labelledby': 'dialog-h'});
  // The chart in it; it is drawn once it has a size, which nothing has outside the document.
  let inDialog = null;
  const forgetChart = () => {
    if (inDialog && inDialog.chart) inDialog.chart.dispose();
    inDialog = null;
  };
  const drawInDialog = async () => {
    const wanted = inDialog;
    if (!wanted) return;
    const echarts = await echartsLibrary();
    if (inDialog !== wanted) return; // another run was opened meanwhile, or none
    if (!wanted.chart) {
      wanted.chart = echarts.init(wanted.at);
      new ResizeObserver(() => { if (!wanted.chart.isDisposed()) wanted.chart.resize(); }).observe(wanted.at);
    }
    wanted.chart.setOption({...base(), ...wanted.option()}, true);
    wanted.at.setAttribute('aria-label', wanted.note.textContent);
  };
  dialog.addEventListener('close', () => { state.r = ''; state.k = ''; forgetChart(); writeAddress(); });
  dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close(); });
  const show = (title, ...content) => {
    dialog.replaceChildren(
      el('div', {class: 'dialog-head'}, el('h2', {id: 'dialog-h'}, title), el('button', {type: 'button', onclick: () => dialog.close()}, 'Close')), ...content);
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
    drawInDialog();
  };
  const facts = pairs => el('dl', {class: 'facts'}, ...pairs.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))));
  const grid = (caption, titles, rows) => el('div', {class: 'scroll', role: 'region', 'aria-label': caption, tabindex: '0'}, el('table', {},
    el('caption', {}, caption),
    el('thead', {}, el('tr', {}, ...titles.map((title, i) => el('th', {scope: 'col', class: i ? 'num' : null}, title)))),
    el('tbody', {}, ...rows.map(row => el('tr', {}, ...row.map((text, i) => el(i ? 'td' : 'th', i ? {} : {scope: 'row'}, text)))))));
  const settingsOf = run => ({...data.common, ...data.settings[run]});
  const figure = runs => {
    forgetChart();
    const metric = metricOfCurves();
    if (!metric || !runs.some(run => curveOf(metric, run).length)) return null;
    const note = el('figcaption');
    const at = el('div', {class: 'chart', role: 'img', 'aria-label': 'curves'});
    inDialog = {at, note, option: () => curveOption(runs, metric, note)};
    return el('figure', {}, at, note);
  };
  const epochTable = run => {
    const metrics = Object.keys(data.curves).filter(m => (data.curves[m][run] || []).length);
    const count = Math.max(0, ...metrics.map(m => data.curves[m][run].length));
    if (!count) return null;
    const rows = Array.from({length: count}, (_, i) => [String(data.epochs[run] ? data.epochs[run][i] : i + 1), ...metrics.map(m => saidOf(m, data.curves[m][run][i]))]);
    return grid(data.thinned ? 'Epochs, thinned; the last is exact in the table of runs' : 'Epoch by epoch', ['epoch', ...metrics.map(m => data.names[m] || m)], rows);
  };
  const confusionTable = run => {
    const counts = data.confusions[run];
    if (!counts) return null;
    const size = Math.sqrt(counts.length), classes = Array.from({length: size}, (_, i) => String(i));
    return grid('Confusion: rows are true classes, columns predicted ones', ['true', ...classes], classes.map((name, i) => [name, ...counts.slice(i * size, (i + 1) * size).map(String)]));
  };
  const openRun = id => {
    const run = data.ids.indexOf(id);
    if (run < 0) return;
    state.r = id;
    writeAddress();
    const settings = settingsOf(run), known = data.defaults;
    const odd = Object.keys(settings).sort().filter(name => !known || settings[name] !== known[name]);
    const curve = figure([run]);
    show(`${cell(columns[0], run)}, seed ${cell(column('seed'), run)}`,
      facts([['run', id], ...columns.filter(c => !c.parameter && c.key !== 'id').map(c => [c.title, said(c, cell(c, run))])]),
      el('p', {}, el('a', {href: `runs/${id}/run.html`}, 'Its own page'), ' in the results folder has its net, filters and surest mistakes.'),
      el('h3', {}, known ? 'Settings that are not at their default' : 'Settings'),
      el('ul', {class: 'settings'}, ...odd.map(name => el('li', {title: isNumber(settings[name]) ? exact(settings[name]) : null}, name + '=' + short(settings[name])))),
      curve, epochTable(run), confusionTable(run),
      el('h3', {}, 'Attempts'),
      ...(data.attempts[run] || []).map(([title, cause, log]) => el('div', {}, el('p', {}, title, cause ? ': ' : '', cause ? el('strong', {}, cause) : ''), log ? el('pre', {}, log) : null)));
  };
  const openComparison = () => {
    const runs = state.p.slice(0, MAX_COMPARED).map(id => data.ids.indexOf(id)).filter(run => run >= 0);
    if (runs.length < 2) return;
    const titles = runs.map(run => `${cell(columns[0], run)}, seed ${cell(column('seed'), run)}`);
    const settings = runs.map(settingsOf);
    const names = [...new Set(settings.flatMap(Object.keys))].sort();
    const differing = names.filter(name => settings.some(s => s[name] !== settings[0][name]));
    const readings = columns.filter(c => c.number && !c.parameter && c.key !== 'seed' && runs.some(run => isNumber(cell(c, run))));
    const change = c => runs.length === 2 && runs.every(run => isNumber(cell(c, run))) ? [c.format.change(cell(c, runs[1]) - cell(c, runs[0]))] : runs.length === 2 ? ['–'] : [];
    const apart = values => { // four digits, unless that makes equal what is not
      const texts = values.map(short);
      return new Set(texts).size < new Set(values).size ? values.map(exact) : texts;
    };
    const curve = figure(runs);
    show(`${count(runs.length, 'run')} side by side`,
      differing.length ? grid('Settings that differ', ['setting', ...titles], differing.map(name => [name, ...apart(settings.map(s => s[name]))])) : el('p', {}, 'Their settings are the same.'),
      grid('Last readings', ['reading', ...titles, ...(runs.length === 2 ? ['second − first'] : [])], readings.map(c => [c.title, ...runs.map(run => said(c, cell(c, run))), ...change(c)])),
      curve,
      el('p', {class: 'key'}, 'Two runs are no evidence; the verdicts above rest on all pairs. The test images that only one of them gets right: ', el('code', {}, `nightsweep compare ${runs.slice(0, 2).map(run => data.ids[run]).join(' ')} --html`)));
  };

  // ---- All together

  const update = () => {
    select();
    drawTable();
    columns.forEach(c => { c.box.checked = !hidden().has(c.key); });
    writeAddress();
    if (inView && viewed() !== 'parallel') drawChart();
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
  // An address that says what to show shows it: it lies far below the top. A page that is loaded anew
  // stays where its reader was.
  const reveal = () => {
    const text = location.hash.slice(1);
    const given = new URLSearchParams(text);
    const ofChart = ['v', 'b', 'x', 'y', 'z', 'm', 't', 'r', 'k'].some(key => given.has(key));
    const target = text.startsWith('run-') ? explorer : text.includes('=') ? (ofChart ? tabs : tools) : text && byId(text);
    if (target) target.scrollIntoView({behavior: 'instant', block: 'start'});
  };
  const start = mayScroll => {
    readAddress();
    if (mayScroll) reveal();
    filter.value = state.f;
    drawTabs();
    update();
    if (state.r) openRun(state.r); else if (state.k) openComparison();
  };
  addEventListener('hashchange', () => {
    const text = location.hash.slice(1);
    if (text === address || !(text.startsWith('run-') || text.includes('='))) return; // our own, or a section's
    start(true);
    drawChart();
  });
  const [navigation] = performance.getEntriesByType('navigation');
  start(!navigation || navigation.type === 'navigate');
  new IntersectionObserver((entries, observer) => {
    if (entries.some(entry => entry.isIntersecting)) { inView = true; observer.disconnect(); drawChart(); }
  }, {rootMargin: '200px'}).observe(canvas);
})();
