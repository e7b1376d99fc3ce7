import { alignedTable } from './alignedTable.ts'
import type { Figures } from './fillFigures.ts'
import { readRecord } from './readRecord.ts'

const lab = readRecord('bench/lab/RESULTS.md')
const contenders = ['hand-rolled', 'SWR', 'TanStack Query', 'VueUse', 'freshice']

/** What the README shows: rows that others hold too, and rows where freshice pays for something, are among them. */
const shown = [
  '1 h healthy: requests',
  '10 consumers: requests in 60 s',
  'Hidden tab in a call, one HTTP 500: seconds of expired credential in the next hour',
  'Outage of 30 min: requests during it / seconds to recover',
  'Permanent 401: requests in 30 min',
  '429 with Retry-After 120: requests in the window after the first',
  'Clock 15 min ahead: requests in 10 min',
  'Clock 15 min behind: seconds expired in an hour',
  'Wake after 8 h of sleep in a call, no event: seconds expired',
]

export const labFigures: Figures = {
  'lab.shown': () =>
    alignedTable(
      ['less is better', ...contenders],
      shown.map((scenario) => [scenario, ...contenders.map((contender) => lab.cell([scenario], contender))]),
    ),
  'lab.all': () => {
    const { columns, rows } = lab.table()
    return alignedTable(columns, rows)
  },
  'lab.rows': () => String(lab.table().rows.length),
}
