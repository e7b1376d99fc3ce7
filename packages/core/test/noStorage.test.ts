import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const packages = fileURLToPath(new URL('../../', import.meta.url))

test('what runs in a page names no storage of the browser', () => {
  const files = globSync('{core,react,vue}/src/**/*.{ts,tsx}', { cwd: packages })
  expect(files.length).toBeGreaterThan(50)
  const storage = /\b(localStorage|sessionStorage|indexedDB|cookieStore|caches)\b|\.cookie\b|navigator\.storage/
  const code = (file: string) => readFileSync(`${packages}${file}`, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
  expect(files.filter((file) => storage.test(code(file)))).toEqual([])
})
