import { expect, test } from 'vitest'
import { apiText } from './apiText.ts'

/** The API of `/index.ts` of these files. */
const textOf = (files: Record<string, string>) => apiText('/index.ts', (path) => files[path])

test('names stand in their order, without comments and wherever they are declared', () => {
  const files = {
    '/index.ts': "export { second } from './deep/second.ts'\n/** Says so. */\nexport declare const first: string\n",
    '/deep/second.ts': '/** Says this. */\nexport declare function second(a: number): void;\n',
  }
  expect(textOf(files)).toBe('export const first: string;\n\nexport function second(a: number): void;\n')
})

test('a type that is needed but not exported is told, and one that is not needed is not', () => {
  const files = {
    '/index.ts': "import type { Base } from './base.ts'\nexport interface Shown extends Base { a: 1 }\n",
    '/base.ts': 'interface Deep { b: 2 }\nexport interface Base { deep: Deep }\nexport interface Unused { c: 3 }\n',
  }
  const text = textOf(files)
  expect(text).toMatch(/export interface Shown extends Base/)
  expect(text).toMatch(/Not exported.*\n\ninterface Base[\s\S]*\n\ninterface Deep/)
  expect(text).not.toContain('Unused')
})

test('what is of another package is told with its name there', () => {
  const index =
    "import { type A, B } from 'other'\nimport type { C } from 'other/deep'\nexport declare function use(a: A, c: C): B\n"
  expect(textOf({ '/index.ts': index })).toBe(
    "import type { A } from 'other'\nimport type { B } from 'other'\nimport type { C } from 'other/deep'\n\nexport function use(a: A, c: C): B;\n",
  )
})

test('a name that is another one inside is told with both', () => {
  const files = { '/index.ts': 'declare const inside: 1\nexport { inside as outside }\n' }
  expect(textOf(files)).toContain('export { inside as outside }')
})

test('what the main entry of the package exports is only named', () => {
  const files: Record<string, string> = {
    '/index.ts': "export type { A } from './a.ts'\n",
    '/more.ts': "import type { A } from './a.ts'\nexport declare const a: A\n",
    '/a.ts': 'export interface A { a: 1 }\n',
  }
  const text = apiText('/more.ts', (path) => files[path], { specifier: 'own', path: '/index.ts' })
  expect(text).toBe("import type { A } from 'own'\n\nexport const a: A;\n")
})

test('what is for our own packages only is marked', () => {
  const files = { '/index.ts': '/** @internal for adapters */\nexport declare const a: 1\n' }
  expect(textOf(files)).toBe('/** @internal */\nexport const a: 1;\n')
})

test('every member, overload and parameter makes a difference', () => {
  const text = (code: string) => textOf({ '/index.ts': code })
  expect(text('export interface A { a: 1 }')).not.toBe(text('export interface A { a?: 1 }'))
  expect(text('export declare function a(b: 1): void')).not.toBe(
    text('export declare function a(b: 1): void\nexport declare function a(b: 2): void'),
  )
})
