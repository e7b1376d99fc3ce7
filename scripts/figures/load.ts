import { alignedTable } from './alignedTable.ts'
import type { Figures } from './fillFigures.ts'
import { readRecord } from './readRecord.ts'

const server = readRecord('bench/server/RESULTS.md')
const relay = readRecord('bench/relay/RESULTS.md')
const fleet = readRecord('bench/fleet/RESULTS.md')
const renders = readRecord('bench/renders/RESULTS.md')

const OUTAGE = '2. Down for 10 min'

function serverTable(): string {
  const columns = ['requests/s, to bare', 'in each round', 'CPU time, to bare', 'p99, ms', 'errors']
  const rows = server
    .table()
    .rows.map(([handler = '']) => [handler, ...columns.map((column) => server.cell([handler], column))])
  return alignedTable(['handler', ...columns], rows)
}

function fleetTable(): string {
  const both = (column: string, section: string) =>
    ['freshice', 'plain'].map((client) => fleet.cell([client], column, section))
  return alignedTable(
    ['a million clients, credentials of 1 h', 'freshice', 'plain'],
    [
      ['all start within 30 s: peak / mean requests', ...both('peak / mean', '1. Everybody starts within 30 s')],
      ['10 min outage: peak / mean requests before it', ...both('peak / mean before', OUTAGE)],
      ['10 min outage: clients whose credential lapsed', ...both('lapsed', OUTAGE)],
      ['all told to retry after 120 s: peak requests a second', ...both('peak req/s, same second', '5. Retry-After')],
    ],
  )
}

/** Commits and times of one framework: the time stands in the column after its step. */
function rendersTable(framework: 'React' | 'Vue'): string {
  const { columns, rows } = renders.table(framework)
  const steps = ['first load', 'changed servers', 'equal servers']
  const cells = rows.map((row) => [
    `${row[0]} × ${row[1]}`,
    ...steps.flatMap((step) => {
      const index = columns.indexOf(step)
      return [row[index] ?? '', row[index + 1] ?? '']
    }),
  ])
  return alignedTable(
    ['components', ...steps.flatMap((step) => [`${step}: commits, renders`, 'time, to floor'])],
    cells,
  )
}

export const loadFigures: Figures = {
  'server.table': serverTable,
  'relay.ratio': () => relay.text(/emulator's median is \*\*([\d.]+)\*\*/),
  'relay.growth': () => relay.text(/last five looks is ([\d.]+) of/),
  'fleet.table': fleetTable,
  'renders.react': () => rendersTable('React'),
  'renders.vue': () => rendersTable('Vue'),
}
