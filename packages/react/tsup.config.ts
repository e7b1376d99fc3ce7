import { readFile } from 'node:fs/promises'
import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['src/index.ts', 'src/swr.ts'],
  format: ['esm'],
  dts: true,
  sourcemap: true,
  clean: true,
  target: 'es2022',
  // Without their first line the entries break in server components.
  async onSuccess() {
    for (const entry of ['dist/index.js', 'dist/swr.js'])
      if (!(await readFile(entry, 'utf8')).startsWith('"use client"')) throw new Error(`${entry} lost 'use client'`)
  },
})
