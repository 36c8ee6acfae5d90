// Makes elements. Text is always text: nothing that a service or a person has written becomes markup.

/** @param {string} tag  @param {object} attributes  null and false leave one out  @param {...(Node|string|null)} children */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== false && value !== undefined) {
      made.setAttribute(name, value === true ? '' : String(value));
    }
  }

  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
}

/** A table whose cells say the name of their column, for screens that are too narrow for columns. The first column names the row.
 * @param {string} caption  @param {{name: string, isNumber?: boolean}[]} columns  @param {(Node|string)[][]} rows */
export function table(caption, columns, rows) {
  const cell = (content, column, place) => place === 0
    ? element('th', { scope: 'row' }, content)
    : element('td', { 'data-name': column.name, class: column.isNumber ? 'end' : null }, content);
  return element('table', {},
    element('caption', { class: 'unseen' }, caption),
    element('thead', {}, element('tr', {}, ...columns.map(column => element('th', { scope: 'col', class: column.isNumber ? 'end' : null }, column.name)))),
    element('tbody', {}, ...rows.map(row => element('tr', {}, ...row.map((content, place) => cell(content, columns[place], place))))));
}

/** @param {'good'|'warn'|'bad'} kind  @param {string} word */
export function state(kind, word) {
  const sign = { good: '✓', warn: '!', bad: '✕' }[kind];
  return element('span', { class: `state ${kind}` }, element('span', { 'aria-hidden': 'true' }, `${sign} `), word);
}

/** An error of the API as it says it itself. @param {object} problem of RFC 9457 */
export function problem(problem) {
  return element('div', { class: 'problem', role: 'alert' },
    element('strong', {}, [problem.code, problem.title].filter(Boolean).join(' ')),
    element('p', {}, problem.detail ?? ''),
    problem.code ? element('a', { href: `/errors#${problem.code}` }, 'What it means, and what to do') : null);
}

export const percent = share => share === null || share === undefined ? '–' : `${(100 * share).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;

export const number = (value, digits = 1) => value === null || value === undefined
  ? '–'
  : value.toLocaleString('en', { maximumFractionDigits: Math.abs(value) >= 100 ? 0 : digits });

export const milliseconds = value => value === null || value === undefined ? '–' : `${number(value)} ms`;
