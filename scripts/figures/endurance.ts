import { alignedTable } from './alignedTable.ts'
import type { Figures } from './fillFigures.ts'
import { readRecord } from './readRecord.ts'

export const enduranceFigures: Figures = {
  'lists.table': () => {
    const { columns, rows } = readRecord('bench/lists/RESULTS.md').table()
    return alignedTable(columns, rows)
  },
}
