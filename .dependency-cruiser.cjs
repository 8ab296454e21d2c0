/** Lowest first. A module may import from rows above its own in this list, and from no other row. */
const LAYERS = [
  ['shared'],
  ['platform'],
  ['identity'],
  ['notices'],
  ['settings'],
  ['organisations'],
  ['people'],
  ['partnerships'],
  ['contracts'],
  [
    'payments',
    'engagement',
    'commencement',
    'decisions',
    'materials',
    'strategy',
    'fit',
    'challenges',
    'directory',
    'mentoring',
  ],
  ['finance', 'agreeing'],
  ['findings'],
  ['exchange'],
  ['search', 'documents'],
  ['portal'],
];

const looksDownOnly = LAYERS.flatMap((row, level) =>
  row.map((module) => ({
    name: `${module}-looks-down-only`,
    severity: 'error',
    from: { path: `^src/${module}/` },
    to: {
      path: `^src/(${[...LAYERS.slice(level + 1).flat(), ...row.filter((other) => other !== module), '$'].join('|')})/`,
    },
  })),
);

module.exports = {
  forbidden: [
    ...looksDownOnly,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'front-door-only',
      comment: 'Another module is used through its index.ts.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/[^/]+/', pathNot: ['^src/$1/', '^src/shared/', '^src/[^/]+/index\\.ts$'] },
    },
    {
      name: 'rules-are-pure',
      comment: 'A .rules.ts file reaches no framework, database or clock, not even through another file.',
      severity: 'error',
      from: { path: '\\.rules\\.ts$' },
      to: {
        reachable: true,
        path: ['node_modules/(?!temporal-polyfill|temporal-utils)', '\\.(entity|service|controller|module)\\.ts$'],
      },
    },
    {
      name: 'typeorm-stays-in-entities-and-the-platform',
      severity: 'error',
      from: { path: '^src/', pathNot: ['\\.(entity|service)\\.ts$', '\\.module\\.ts$', '^src/platform/'] },
      to: { path: 'node_modules/(typeorm|@nestjs/typeorm)/' },
    },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, pathNot: '\\.d\\.ts$' }, to: {} },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
  },
};
