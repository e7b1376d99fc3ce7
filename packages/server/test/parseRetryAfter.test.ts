import { expect, test } from 'vitest'
import { parseRetryAfter } from '../src/cloudflare/parseRetryAfter.ts'

const now = Date.parse('2026-11-22T12:00:00Z')

test.each([
  ['120', 120_000],
  ['0', 0],
  [' 7 ', 7_000],
  ['Sun, 22 Nov 2026 12:00:30 GMT', 30_000],
  ['Sunday, 22-Nov-26 12:00:30 GMT', 30_000],
  ['Sun, 22 Nov 2026 11:59:00 GMT', 0],
])('%j is %d ms from now', (value, expected) => {
  expect(parseRetryAfter(value, now)).toBe(expected)
})

test.each([null, '', 'soon', '-1', '1.5', '1e3', '9'.repeat(30), 'Sunday'])('%j tells nothing', (value) => {
  expect(parseRetryAfter(value, now)).toBeUndefined()
})
