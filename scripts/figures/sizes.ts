import { alignedTable } from './alignedTable.ts'
import type { Figures } from './fillFigures.ts'
import { readRecord } from './readRecord.ts'

const sizes = readRecord('bench/sizes/RESULTS.md')
const size = (imported: string) => sizes.cell([imported], 'gzipped')
/** How much one comes to more than the client alone. */
const more = (imported: string) =>
  `${(Number.parseFloat(size(imported)) - Number.parseFloat(size('createIceClient'))).toFixed(1)} kB`

export const sizeFigures: Figures = {
  'size.client': () => size('createIceClient'),
  'size.keepFresh': () => size('createIceClient and keepFresh'),
  'size.react': () => size('useIceServers of React, core included'),
  'size.swr': () => size("useIceServers of React with SWR's cache, core included"),
  'size.vue': () => size('useIceServers of Vue, core included'),
  'size.probe': () => more('createIceClient and probeIceServers'),
  'size.tabs': () => more('createIceClient and shareAcrossTabs'),
  sizes: () => {
    const { columns, rows } = sizes.table()
    return alignedTable(columns, rows)
  },
}
