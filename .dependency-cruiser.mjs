/**
 * Who may import whom: the layers of the design as rules. `type` imports are free where the design says "types of".
 * Tests, and the helpers `test-*.ts` beside them, may import more: they compose what they test.
 */
const TESTS = '\\.(browser\\.)?test\\.ts$|^src/.*/test-[^/]+\\.ts$';
const OURS = '^(src|gateway|demo|e2e|models|training|testkit|scripts)/';

/** `from` may import ours only from `to` (run-time and types), and additionally types from `types`. */
const zone = (name, from, to, types = []) => [
  {
    name: `${name}-imports`,
    severity: 'error',
    from: { path: from, pathNot: TESTS },
    to: {
      path: OURS,
      pathNot: [from, ...to],
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: `${name}-types`,
    severity: 'error',
    from: { path: from, pathNot: TESTS },
    to: {
      path: OURS,
      pathNot: [from, ...to, ...types],
      dependencyTypes: ['type-only'],
    },
  },
];

const ERRORS = '^src/errors\\.ts$';
/** A helper without imports that waits for a promise or an abort. */
const ABORTABLE = '^src/abortable\\.ts$';
/** Helpers that copy the pixels of a video frame; the second is of the page alone. */
const COPY_PIXELS = '^src/copy-pixels\\.ts$';
const COPY_VIDEO = '^src/copy-video\\.ts$';
const CONTRACT = '^src/contract/';
const VISION = '^src/vision/';
const ENGINE_INTERFACE = '^src/worker/vision-engine\\.ts$';
const PROTOCOL = '^src/worker/protocol\\.ts$';
const CREATE_WORKER = '^src/worker/create-worker\\.ts$';
const TRANSPORT = '^src/client/transport/';
const BACKEND = '^src/client/backend\\.ts$';
const MANIFEST = '^models/manifest\\.json$';
/** Test helpers of the gateway, and its benchmark. */
const GATEWAY_TESTING = '^gateway/(test|bench)/';

/** A folder of training: what it may import of training; beside that the SDK's vision, the gateway's engine and the test kit. */
const training = (name, ...to) =>
  zone(`training-${name}`, `^training/${name}/`, [
    '^training/common/',
    ...to.map((folder) => `^training/${folder}/`),
    ERRORS,
    CONTRACT,
    VISION,
    '^gateway/src/',
    '^scripts/(browser|prepared-nets)\\.ts$',
    '^testkit/',
  ]);

/** Parts of the gateway that every family uses. */
const GATEWAY_SHARED = '^gateway/src/(audit|auth|check|crypto|database|engine|handoff|http|images|jobs|limits)/';
/** Files that anything may import. */
const GATEWAY_LEAVES = '^gateway/src/((clock|mistake|unavailable)\\.ts$|telemetry/)';

/** A shared part may import these others, and only types of those. */
const gatewayPart = (name, to, types = []) =>
  zone(
    `gateway-${name}`,
    `^gateway/src/${name}/`,
    [...to.map((part) => `^gateway/src/${part}/`), GATEWAY_LEAVES, VISION, CONTRACT, MANIFEST],
    [...types.map((part) => `^gateway/src/${part}/`), '^gateway/src/(deps|tables)\\.ts$'],
  );

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
    ...zone('camera', '^src/camera/', [ERRORS, CONTRACT, COPY_PIXELS, COPY_VIDEO]),
    ...zone('vision', VISION, [ERRORS, CONTRACT, MANIFEST, COPY_PIXELS]),
    ...zone('client', '^src/client/', [ERRORS, ABORTABLE, CONTRACT, '^src/until-loaded\\.ts$']),
    ...zone('client-transport', TRANSPORT, [ERRORS, ABORTABLE, CONTRACT], [BACKEND]),
    ...['bpm', 'coe', 'e-verify', 'lcp'].flatMap((family) =>
      zone(`client-${family}`, `^src/client/${family}/`, [ERRORS, ABORTABLE, CONTRACT, TRANSPORT], [BACKEND]),
    ),
    {
      name: 'families-load-when-called',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/client/', TESTS] },
      to: { path: '^src/client/(bpm|coe|e-verify|lcp)/', dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'sdk-runs-without-test-helpers',
      severity: 'error',
      from: { path: '^src/', pathNot: TESTS },
      to: { path: '^src/.*/test-[^/]+\\.ts$' },
    },
    {
      name: 'sdk-needs-no-test-tools',
      severity: 'error',
      from: { path: '^src/', pathNot: TESTS },
      to: { path: '^node_modules/(vitest|@vitest|playwright|hono|@hono)/' },
    },
    ...zone('challenge', '^src/challenge/', [ERRORS, CONTRACT], [VISION]),
    ...zone('worker', '^src/worker/vision\\.worker\\.ts$', [ERRORS, VISION, '^src/challenge/', '^src/worker/']),
    ...zone('worker-protocol', '^src/worker/(protocol|vision-engine)\\.ts$', [ERRORS], [VISION, CONTRACT, PROTOCOL]),
    ...zone(
      'worker-client',
      '^src/worker/(vision|probe)-client\\.ts$',
      [ERRORS, ABORTABLE, PROTOCOL, CREATE_WORKER],
      [VISION, ENGINE_INTERFACE],
    ),
    ...zone('flow', '^src/flow/', [ERRORS, CONTRACT], [VISION]),
    {
      name: 'session-without-ui',
      severity: 'error',
      from: { path: '^src/(engine-pool|support|options)\\.ts$|^src/session/', pathNot: TESTS },
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
      to: { path: '^src/session/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'gateway-uses-public-entries',
      severity: 'error',
      from: { path: '^gateway/' },
      to: { path: '^src/', pathNot: ['^src/(contract|vision)/index\\.ts$'] },
    },
    {
      name: 'gateway-families-know-not-each-other',
      severity: 'error',
      from: { path: '^gateway/src/families/([^/]+)/', pathNot: TESTS },
      to: { path: '^gateway/src/families/', pathNot: '^gateway/src/families/$1/' },
    },
    {
      name: 'gateway-shared-parts-know-no-family',
      severity: 'error',
      from: { path: GATEWAY_SHARED, pathNot: TESTS },
      to: { path: '^gateway/src/(families|admin|erasure|cli)/' },
    },
    {
      name: 'gateway-shared-parts-know-no-root',
      severity: 'error',
      from: { path: GATEWAY_SHARED, pathNot: TESTS },
      to: {
        path: '^gateway/src/[^/]+\\.ts$',
        pathNot: GATEWAY_LEAVES,
        dependencyTypesNot: ['type-only'],
      },
    },
    ...zone('gateway-telemetry', '^gateway/src/telemetry/', []),
    ...gatewayPart('database', []),
    ...gatewayPart('crypto', []),
    ...gatewayPart('images', []),
    ...gatewayPart('engine', ['crypto', 'images']),
    ...gatewayPart('auth', []),
    ...gatewayPart('jobs', [], ['database']),
    ...gatewayPart('audit', ['database'], ['check']),
    ...gatewayPart('http', [], ['audit']),
    ...gatewayPart('limits', ['database']),
    ...gatewayPart('handoff', ['crypto', 'database'], ['check']),
    ...gatewayPart('check', ['audit', 'crypto', 'database', 'images'], ['engine']),
    {
      name: 'gateway-sql-in-stores-only',
      severity: 'error',
      from: { path: '^gateway/src/', pathNot: ['^gateway/src/database/', '/store/', TESTS] },
      to: { path: '^node_modules/(kysely|pg|@electric-sql)/' },
    },
    {
      name: 'gateway-routes-only-over-http',
      severity: 'error',
      from: { path: '^gateway/src/', pathNot: ['/routes/', '^gateway/src/app\\.ts$', TESTS] },
      to: { path: '^gateway/src/.*/routes/' },
    },
    {
      name: 'gateway-use-cases-know-no-requests',
      severity: 'error',
      from: { path: '^gateway/src/.*/(use-cases|store)/|^gateway/src/(check|erasure)/', pathNot: TESTS },
      to: { path: '^node_modules/(hono|@hono)/' },
    },
    {
      name: 'gateway-rules-are-pure',
      severity: 'error',
      from: { path: '^gateway/src/families/[^/]+/rules(/|\\.ts$)', pathNot: TESTS },
      to: {
        path: '^gateway/src/|^node_modules/',
        pathNot: ['^gateway/src/families/[^/]+/(rules|messages)(/|\\.ts$)', '^gateway/src/check/[^/]+\\.ts$'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'gateway-command-line-tools-are-entries',
      severity: 'error',
      from: { path: '^gateway/src/', pathNot: ['^gateway/src/cli/', TESTS] },
      to: { path: '^gateway/src/cli/' },
    },
    {
      name: 'gateway-runs-without-tests',
      severity: 'error',
      from: { path: '^gateway/(src|admin|bench)/', pathNot: [TESTS, '^gateway/bench/'] },
      to: { path: '^gateway/test/' },
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
      to: { path: '^(gateway|demo|e2e|training|testkit|scripts)/' },
    },
    ...training('common'),
    ...training('data'),
    ...training('train', 'data'),
    ...training('simulate', 'data', 'train'),
    ...training('sameness', 'data'),
    ...training('bench', 'data', 'sameness'),
    ...training('evaluate', 'data', 'report'),
    ...training('leave-out', 'data', 'evaluate', 'report'),
    ...training('signals', 'data', 'evaluate', 'leave-out', 'report'),
    ...training('report', 'data', 'evaluate', 'leave-out'),
    {
      name: 'no-product-imports-training',
      severity: 'error',
      from: { path: '^(src|gateway|demo|testkit)/', pathNot: [TESTS, GATEWAY_TESTING] },
      to: { path: '^training/' },
    },
    {
      name: 'no-product-imports-the-testkit',
      severity: 'error',
      from: { path: '^(src|gateway|demo)/', pathNot: [TESTS, GATEWAY_TESTING] },
      to: { path: '^testkit/' },
    },
    {
      name: 'models-holds-no-code',
      severity: 'error',
      from: {},
      to: { path: '^models/', pathNot: '\\.json$' },
    },
    ...zone('testkit', '^testkit/', ['^src/']),
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
