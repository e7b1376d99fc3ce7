import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['src/index.ts', 'src/answer.ts', 'src/probe.ts', 'src/tabs.ts'],
  format: ['esm'],
  dts: true,
  sourcemap: true,
  clean: true,
  target: 'es2022',
})
