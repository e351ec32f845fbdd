const azurePackages = '^@azure/(?!functions$)';

/** The arrows of docs/architecture.md. */
const config = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'The parts of a recursive-descent parser call each other; nothing else does.',
      severity: 'error',
      from: { path: '^(lib|functions|sandbox)/', pathNot: '^lib/rdl/expressions/parse-' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'lib-knows-no-functions',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^(functions|sandbox|portal|test|scripts)/' },
    },
    {
      name: 'functions-know-no-sandbox',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: '^(sandbox|portal|test|scripts)/' },
    },
    {
      name: 'rdl-stands-alone',
      severity: 'error',
      from: { path: '^lib/rdl/' },
      to: { path: '^lib/(?!rdl/)' },
    },
    {
      name: 'portal-stands-alone',
      severity: 'error',
      from: { path: '^portal/' },
      to: { path: '^(cli|lib|functions|sandbox|test|scripts)/' },
    },
    {
      name: 'client-stands-alone',
      comment: 'The typed client of the API, which the portal and the command line share.',
      severity: 'error',
      from: { path: '^client/' },
      to: { pathNot: '^client/' },
    },
    {
      name: 'command-line-stands-alone',
      severity: 'error',
      from: { path: '^cli/' },
      to: { path: '^(lib|functions|portal|sandbox|test|scripts)/' },
    },
    {
      name: 'only-adapters-know-azure',
      comment:
        'Storage and secrets under lib/storage/azure, Entra under lib/identity/msal-* and managed-identity.',
      severity: 'error',
      from: {
        path: '^lib/',
        pathNot: '^lib/(storage/azure/|identity/(msal-[a-z]+|classify-msal-error|managed-identity)\\.ts)',
      },
      to: { path: `${azurePackages}|node_modules/@azure/(?!functions/)` },
    },
    {
      name: 'only-functions-know-the-host',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '@azure/functions' },
    },
    {
      name: 'no-adapter-in-a-use-case',
      comment: 'Use cases take ports; only the composition root knows what they are made of.',
      severity: 'error',
      from: {
        path: '^lib/(?!storage/|rdl/|[a-z-]+\\.ts$)',
      },
      to: { path: '^lib/storage/(azure|memory)/' },
    },
    {
      name: 'only-adapters-know-a-driver',
      comment: 'Each database has one adapter, loaded when a report first needs it.',
      severity: 'error',
      from: { path: '^(lib|functions)/', pathNot: '^lib/data-sources/(mysql|postgres|sql-server)/' },
      to: { path: 'node_modules/(pg|mysql2|tedious)/' },
    },
    {
      name: 'one-composition-root',
      severity: 'error',
      from: { path: '^lib/(?!current-app)', pathNot: '^lib/(http/|current-app)' },
      to: { path: '^lib/(app|current-app)\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'parts-of-the-root-stay-in-it',
      comment: 'What makes adapters is called by the composition root alone; others may name the types.',
      severity: 'error',
      from: { path: '^(lib|functions|sandbox|scripts)/', pathNot: '^lib/(app\\.ts$|composition/)' },
      to: { path: '^lib/composition/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'not-to-dev-dep',
      severity: 'error',
      from: { path: '^(lib|functions)/' },
      to: { dependencyTypes: ['npm-dev'] },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: { path: '^(lib|functions|sandbox)/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
    exclude: { path: '^(dist|out)/' },
  },
};

export default config;
