// The import arrows of the house. All point down: examples, e2e, bench -> react, vue, server, emulator -> core.

/** Files under `from` may import, of our own code, only what `to` matches. */
const only = (name, from, to) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: '^(packages|examples|e2e|bench|scripts)/', pathNot: to },
})

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    only('core-imports-nothing-of-ours', '^packages/core/src', '^packages/core/src'),
    { ...only('core-has-no-dependency', '^packages/core/src'), to: { path: 'node_modules' } },
    only('react-imports-core', '^packages/react/src', '^packages/(react/src/|core/src/(index|probe)\\.ts$)'),
    only('vue-imports-core', '^packages/vue/src', '^packages/(vue/src/|core/src/(index|probe)\\.ts$)'),
    only('server-imports-core-answer', '^packages/server/src', '^packages/(server/src|core/src/answer\\.ts$)'),
    only('emulator-imports-nothing-of-ours', '^packages/emulator/src', '^packages/emulator/src'),
    only('packages-never-import-outside', '^packages', '^packages'),
    only('examples-import-packages', '^examples/[^/]+/src', '^(packages|examples)/'),
    only('answer-stands-alone', '^packages/core/src/answer/', '^packages/core/src/(answer/|errors\\.ts$)'),
    only('schedule-is-pure', '^packages/core/src/schedule/', '^packages/core/src/(schedule/|errors\\.ts$)'),
    only(
      'restart-plan-is-pure',
      '^packages/core/src/connection/restart(Plan|Facts)\\.ts$',
      '^packages/core/src/(connection/restart(Plan|Facts|Reason)\\.ts|schedule/)',
    ),
    {
      name: 'tests-use-the-public-names-of-other-packages',
      severity: 'error',
      from: { path: '^packages/([^/]+)/test' },
      to: { path: '^packages/(?!$1/)[^/]+/(src|test)/', pathNot: '^packages/core/src/(index|answer|probe|tabs)\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // The projects in consumers/ are looked at by their own tools, where they are installed.
    exclude: { path: '(^|/)dist/|^scripts/release/consumers/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['@freshice/source', 'import', 'types', 'node', 'default'],
      exportsFields: ['exports'],
    },
  },
}
