import { expect, test } from 'vitest'
import { apiTexts } from './apiTexts.ts'

test('every public name and its type is as it was reviewed: pnpm release:check --update writes them anew', async () => {
  for (const { snapshot, text } of await apiTexts('sources')) await expect.soft(text).toMatchFileSnapshot(snapshot)
}, 60_000)
