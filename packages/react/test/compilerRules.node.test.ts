// @vitest-environment node
import { join } from 'node:path'
import { ESLint } from 'eslint'
import { expect, test } from 'vitest'

const eslint = new ESLint({ cwd: join(import.meta.dirname, '../../..') })

// The linter loads a compiler, which takes seconds on a busy machine.
test('the hooks keep the rules of hooks and of the React Compiler', { timeout: 60_000 }, async () => {
  const results = await eslint.lintFiles(['packages/react/src'])
  expect(results.flatMap(({ messages }) => messages)).toEqual([])
  expect(results.length).toBeGreaterThan(5)
  expect(results.flatMap(({ suppressedMessages }) => suppressedMessages)).toEqual([])
})

test('those rules find what breaks them', async () => {
  const code = `import { useRef } from 'react'
    export function useBroken(value) {
      const ref = useRef(value)
      ref.current = value
      return ref
    }`
  const [result] = await eslint.lintText(code, { filePath: 'packages/react/src/useBroken.ts' })
  expect(result?.messages.map(({ ruleId }) => ruleId)).toContain('react-hooks/refs')
})
