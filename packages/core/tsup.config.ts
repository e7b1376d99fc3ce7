import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['src/index.ts', 'src/answer.ts', 'src/probe.ts', 'src/tabs.ts'],
  format: ['esm'],
  dts: true,
  sourcemap: true,
  clean: true,
  target: 'es2022',
  // Folds constants, which not every bundler does for what it finds in a package; names and lines stay readable.
  esbuildOptions(options) {
    options.minifySyntax = true
  },
})
