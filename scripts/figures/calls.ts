import { alignedTable } from './alignedTable.ts'
import type { Figures } from './fillFigures.ts'
import { readRecord } from './readRecord.ts'

const calls = readRecord('bench/calls/RESULTS.md')
const coldstart = readRecord('bench/coldstart/RESULTS.md')
const browsers = ['Chromium', 'Firefox']

/** Of a pair such as "14 ms, 29 ms" the larger one, which stands second. */
const largest = (pause: string) => pause.split(', ').at(-1) ?? pause
const longestPause = (browser: string, way: string) => largest(calls.cell([browser, way], 'data', 'At each move'))
const silence = (browser: string, way: string) => calls.cell([browser, way], 'without data', 'At each move')

/** What each way costs, by browser. */
function ways(names: Record<string, string>): string {
  const rows = Object.entries(names).map(([way, name]) => [
    name,
    ...browsers.flatMap((browser) => [longestPause(browser, way), silence(browser, way)]),
  ])
  const columns = browsers.flatMap((browser) => [`${browser}: longest pause`, `${browser}: silent`])
  return alignedTable(['a relayed call whose credentials live 12 s', ...columns], rows)
}

function coldstartTable(): string {
  const names = ['cold', 'prefetched', 'prefetched, pool']
  const rows = names.map((way) => [
    way,
    ...browsers.flatMap((browser) => [
      coldstart.cell([browser, way], 'click to first packet'),
      coldstart.cell([browser, way], 'to cold'),
    ]),
  ])
  return alignedTable(['way', ...browsers.flatMap((browser) => [browser, `${browser}: to cold`])], rows)
}

export const callFigures: Figures = {
  'calls.ways': () =>
    ways({
      nothing: 'credentials fetched once',
      'reconnect on failed': 'a new call when it has `failed`',
      freshice: 'freshice',
    }),
  'calls.pause.chromium': () => longestPause('Chromium', 'freshice'),
  'calls.pause.firefox': () => longestPause('Firefox', 'freshice'),
  'coldstart.table': coldstartTable,
  'coldstart.chromium': () => share(coldstart.cell(['Chromium', 'prefetched'], 'to cold')),
  'coldstart.firefox': () => share(coldstart.cell(['Firefox', 'prefetched'], 'to cold')),
}

/** Of a median with its spread, such as "0.78 (0.75–1.03)", the median in percent. */
function share(ratio: string): string {
  return `${Math.round(Number.parseFloat(ratio) * 100)} %`
}
