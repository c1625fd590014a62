/**
 * Who may import whom: the layers of the design as rules. `type` imports are free where the design says "types of".
 * Tests are looser: they may compose what they test.
 */
const TESTS = '\\.(browser\\.)?test\\.ts$';

/** `from` may import ours only from `to` (run-time and types), and additionally types from `types`. */
const zone = (name, from, to, types = []) => [
  {
    name: `${name}-imports`,
    severity: 'error',
    from: { path: from, pathNot: TESTS },
    to: {
      path: '^(src|gateway|demo|e2e|models|scripts|bench)/',
      pathNot: [from, ...to],
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: `${name}-types`,
    severity: 'error',
    from: { path: from, pathNot: TESTS },
    to: {
      path: '^(src|gateway|demo|e2e|models|scripts|bench)/',
      pathNot: [from, ...to, ...types],
      dependencyTypes: ['type-only'],
    },
  },
];

const ERRORS = '^src/errors\\.ts$';
const CONTRACT = '^src/contract/';
const VISION = '^src/vision/';
const ENGINE_INTERFACE = '^src/worker/vision-engine\\.ts$';
const PROTOCOL = '^src/worker/protocol\\.ts$';
const CREATE_WORKER = '^src/worker/create-worker\\.ts$';
const MANIFEST = '^models/manifest\\.json$';

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-undeclared-package',
      severity: 'error',
      from: { path: '^(src|gateway/src|demo)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    ...zone('errors', ERRORS, []),
    ...zone('contract', CONTRACT, []),
    ...zone('camera', '^src/camera/', [ERRORS, CONTRACT]),
    ...zone('vision', VISION, [ERRORS, CONTRACT, MANIFEST]),
    ...zone('client', '^src/client/', [ERRORS, CONTRACT]),
    ...zone('challenge', '^src/challenge/', [ERRORS, CONTRACT], [VISION]),
    ...zone('worker', '^src/worker/vision\\.worker\\.ts$', [ERRORS, VISION, '^src/challenge/', '^src/worker/']),
    ...zone('worker-protocol', '^src/worker/(protocol|vision-engine)\\.ts$', [ERRORS], [VISION, CONTRACT, PROTOCOL]),
    ...zone(
      'worker-client',
      '^src/worker/(vision|probe)-client\\.ts$',
      [ERRORS, PROTOCOL, CREATE_WORKER],
      [VISION, ENGINE_INTERFACE],
    ),
    ...zone('flow', '^src/flow/', [ERRORS, CONTRACT], [VISION]),
    {
      name: 'session-without-ui',
      severity: 'error',
      from: { path: '^src/(session|engine-pool|support|options)\\.ts$|^src/session/', pathNot: TESTS },
      to: { path: '^src/ui/|^node_modules/(lit|@lit)' },
    },
    {
      name: 'ui-creates-no-compute',
      severity: 'error',
      from: { path: '^src/ui/', pathNot: TESTS },
      to: { path: '^src/(camera|vision|worker|client)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-the-element-creates-a-session',
      severity: 'error',
      from: { path: '^src/ui/', pathNot: `^src/ui/lifesign-selfie\\.ts$|${TESTS}` },
      to: { path: '^src/session\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'gateway-uses-public-entries',
      severity: 'error',
      from: { path: '^gateway/' },
      to: { path: '^src/', pathNot: ['^src/(contract|vision)/index\\.ts$'] },
    },
    {
      name: 'demo-and-e2e-use-public-entries',
      severity: 'error',
      from: { path: '^(demo|e2e)/', pathNot: ['^demo/gallery', TESTS] },
      to: { path: '^src/', pathNot: ['^src/(index|define)\\.ts$', '^src/(contract|vision|testing)/index\\.ts$'] },
    },
    {
      name: 'sdk-knows-no-server',
      severity: 'error',
      from: { path: '^src/', pathNot: TESTS },
      to: { path: '^(gateway|demo|e2e|scripts|bench)/' },
    },
    {
      name: 'sdk-runs-without-node',
      severity: 'error',
      from: { path: '^src/', pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.cache|\\.data|declarations)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['lifesign-source', 'import', 'node', 'default', 'types'],
    },
  },
};
