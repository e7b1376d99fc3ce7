import type { Scenario } from './scenario.ts'

/** One cell: what was measured. */
export type Figures = readonly number[]

/** Whether a row's figures stay within its bar; a row without one is always within. */
export function isWithin(figures: Figures, bar: Figures | undefined): boolean {
  return !bar || figures.every((figure, index) => figure <= (bar[index] ?? 0))
}

/** The results as a Markdown table: a row for each scenario, a column for each contender, and the bar. */
export function table(rows: { scenario: Scenario; cells: Figures[] }[], columns: string[], ours: string): string {
  const head = ['scenario', ...columns, 'bar']
  const lines = rows.map(({ scenario, cells }) => {
    const written = cells.map((figures, index) => {
      const text = write(scenario, figures)
      return columns[index] === ours && !isWithin(figures, scenario.bar) ? `**MISSED: ${text}**` : text
    })
    return [scenario.name, ...written, writeBar(scenario)]
  })
  const widths = head.map((_, column) => Math.max(...[head, ...lines].map((cells) => cells[column]?.length ?? 0)))
  const ruler = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
  const pad = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)
  return [head, ruler, ...lines].map((cells) => `| ${cells.map(pad).join(' | ')} |`).join('\n')
}

function write({ write }: Scenario, figures: Figures): string {
  return write ? write(figures) : figures.join(' / ')
}

function writeBar(scenario: Scenario): string {
  const { bar } = scenario
  if (!bar) return '–'
  if (scenario.write) return scenario.write(bar)
  return bar.map((most) => (most > 0 ? `≤ ${most}` : '0')).join(' / ')
}
