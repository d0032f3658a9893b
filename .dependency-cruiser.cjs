/** The dependency rule of docs/architecture.md: which folder of src/ may import which. */

const MAIN = '^src/(main\\.ts$|commands/)';

/** Folder → the other folders of src/ that it may import; itself and npm packages always. */
const mayImport = {
  kit: [],
  measures: ['kit'],
  operation: [],
  audit: ['kit', 'config'],
  identity: ['kit', 'config'],
  plan: ['kit'],
  policy: ['kit', 'operation'],
  sharing: ['kit', 'measures', 'audit', 'policy'],
  store: ['kit', 'config'],
  synthetic: ['kit'],
  gateway: ['kit', 'config', 'identity', 'operation', 'policy', 'plan', 'audit', 'sharing'],
};

const folderRules = Object.entries(mayImport).map(([folder, others]) => ({
  name: `${folder}-imports`,
  comment: `src/${folder} imports only ${['itself', ...others].join(', ')}.`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: { path: '^src/', pathNot: `^src/(${[folder, ...others].join('|')})(/|\\.ts$)` },
}));

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle has no order in which to read it.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    ...folderRules,
    {
      name: 'unit-imports',
      comment: 'A unit imports its own folder, the kit and the plan: other units are reached by @key only.',
      severity: 'error',
      from: { path: '^src/units/([^/]+)/' },
      to: { path: '^src/', pathNot: '^src/(units/$1|kit|measures)/' },
    },
    {
      name: 'register-imports',
      comment: 'The register names the units, each by its declaration, and nothing else.',
      severity: 'error',
      from: { path: '^src/units/index\\.ts$' },
      to: { path: '^src/', pathNot: '^src/(units/[^/]+/index|kit/define-unit)\\.ts$' },
    },
    {
      name: 'register-only',
      comment: 'Units are found through the register.',
      severity: 'error',
      from: { path: '^(src|bench)/', pathNot: '^src/units/' },
      to: { path: '^src/units/', pathNot: '^src/units/index\\.ts$' },
    },
    {
      name: 'gateway-from-main',
      comment: 'Only main and its commands start a gateway.',
      severity: 'error',
      from: { path: '^src/', pathNot: `${MAIN}|^src/gateway/` },
      to: { path: '^src/gateway/' },
    },
    {
      name: 'commands-from-main',
      comment: 'A command is an entry, no library.',
      severity: 'error',
      from: { path: '^src/', pathNot: MAIN },
      to: { path: '^src/(commands/|main\\.ts$)' },
    },
    {
      name: 'config-imports',
      comment: 'The configuration is read before anything else.',
      severity: 'error',
      from: { path: '^src/config\\.ts$' },
      to: { path: '^src/', pathNot: '^src/kit/configuration-error\\.ts$' },
    },
    {
      name: 'playground-imports',
      comment: 'The page shares two vocabularies with the hub and no code that runs on it.',
      severity: 'error',
      from: { path: '^src/playground/' },
      to: { path: '^src/', pathNot: '^src/(playground/|kit/(share|refusal)\\.ts$)' },
    },
    {
      name: 'playground-apart',
      comment: 'The hub serves the built page and imports none of it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/playground/' },
      to: { path: '^src/playground/' },
    },
    {
      name: 'no-development-packages',
      comment: 'What runs in production is a dependency, not a development dependency.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/playground/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm'] },
    },
    {
      name: 'resolvable',
      comment: 'Every import leads somewhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|node_modules)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.d.ts', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
