import { alignedTable } from './alignedTable.ts'
import type { Figures } from './fillFigures.ts'
import { readRecord } from './readRecord.ts'

const browsers = ['Chromium', 'Firefox']

/** What stands in each browser's part of a soak's record. Each expression has one group. */
function soakTable(path: string, facts: Record<string, RegExp>): string {
  const record = readRecord(path)
  const rows = Object.entries(facts).map(([name, fact]) => [
    name,
    ...browsers.map((browser) => record.text(new RegExp(`^## ${browser}$(?:(?!^## )[\\s\\S])*?${fact.source}`, 'm'))),
  ])
  return alignedTable(['', ...browsers], rows)
}

export const enduranceFigures: Figures = {
  'lists.table': () => {
    const { columns, rows } = readRecord('bench/lists/RESULTS.md').table()
    return alignedTable(columns, rows)
  },
  'soak.calls': () =>
    soakTable('e2e/soak/RESULTS.md', {
      restarts: /([\d,]+) restarts, at most/,
      'largest pause': /largest pause (\d+ ms)/,
      'requests for credentials': /(\d+) requests for credentials/,
      'allocations left after the call': /(\d+) allocations open after/,
    }),
  'soak.relay': () =>
    soakTable('e2e/relaySoak/RESULTS.md', {
      'largest pause over UDP': /over udp: .*?largest pause (\d+ ms)/,
      'largest pause over TCP': /over tcp: .*?largest pause (\d+ ms)/,
      'refreshes of allocations': /(\d+) refreshes/,
      'allocations dropped before the end': /(\d+) dropped before the end/,
    }),
}
