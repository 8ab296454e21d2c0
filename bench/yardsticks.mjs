/** What is measured, against what, and how much of it the product must keep. `goal` is where it is to get. */
export const FIGURES = [
  { key: 'contract', what: 'GET one contract', now: 0.4, goal: 0.5, unit: 'a second' },
  { key: 'instalment', what: 'GET one payment', now: 0.4, goal: 0.5, unit: 'a second' },
  { key: 'page', what: 'GET 50 overdue payments', now: 0.7, goal: 0.85, unit: 'a second' },
  { key: 'engagement-50', what: 'POST an engagement, 50 bodies', now: 0.3, goal: 0.4, unit: 'a second' },
  { key: 'engagement-1', what: 'POST an engagement, 1 body', now: 0.3, goal: 0.4, unit: 'a second' },
  { key: 'draft', what: 'POST a contract of 60 payments', now: 0.3, goal: 0.5, unit: 'a second' },
  { key: 'export', what: 'Export of payments as CSV', now: 0.8, goal: 0.85, unit: 'rows a second' },
  { key: 'export-memory', what: 'Memory it takes of the server', now: 64, goal: 64, atMost: true, unit: 'MB' },
  { key: 'import', what: 'Import of CSV files', now: 0.25, goal: 0.35, unit: 'rows a second' },
  {
    key: 'findings',
    what: 'Findings after 1,000 changes',
    now: 1.5,
    goal: 1.5,
    atMost: true,
    unit: 'ms, ten times the data',
  },
  {
    key: 'run-export',
    what: 'Export of a payment run, each format',
    now: 10_000,
    goal: 10_000,
    atMost: true,
    unit: 'ms',
  },
  { key: 'run-memory', what: 'Memory that it takes', now: 64, goal: 64, atMost: true, unit: 'MB' },
  { key: 'start', what: 'From start to first answer', now: 1500, goal: 1500, atMost: true, unit: 'ms' },
  { key: 'idle', what: 'Memory of an idle server', now: 160, goal: 160, atMost: true, unit: 'MB' },
];

export const isMet = ({ atMost = false }, value, limit) => (atMost ? value <= limit : value >= limit);

export const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** One line a figure. `results` holds `product`, `yardstick` (null where the limit is the yardstick) and `ratio`. */
export function table(results) {
  const lines = [['', 'yardstick', 'product', 'kept', 'now', 'goal', '']];
  for (const figure of FIGURES) {
    const result = results[figure.key];
    if (result === undefined) continue;
    const sign = figure.atMost ? '≤' : '≥';
    const verdict = isMet(figure, result.ratio, figure.goal)
      ? 'goal'
      : isMet(figure, result.ratio, figure.now)
        ? 'met'
        : 'MISSED';
    lines.push([
      figure.what,
      result.yardstick === null ? '–' : amount(result.yardstick),
      `${amount(result.product)} ${figure.unit}`,
      result.yardstick === null ? '–' : result.ratio.toFixed(2),
      `${sign} ${figure.now}`,
      `${sign} ${figure.goal}`,
      verdict,
    ]);
  }
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  return lines
    .map((line) =>
      line
        .map((cell, at) => cell.padEnd(widths[at]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const amount = (number) => (number >= 100 ? Math.round(number).toLocaleString('en-GB') : number.toFixed(1));
