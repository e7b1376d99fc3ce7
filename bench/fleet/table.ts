/** A number to hold. */
export interface Bar {
  text: string
  isHeld: boolean
}

/** One kind of client in one scenario. */
export interface Row {
  cells: string[]
  bar?: Bar
}

/** The outcome of one scenario. */
export interface Table {
  title: string
  /** What happens, and how the columns are to be read. */
  text: string
  columns: string[]
  rows: Row[]
}

/** The table in markdown, with its numbers to hold in the last two columns. */
export function tableMarkdown({ title, text, columns, rows }: Table): string {
  const head = [...columns, 'to hold', 'holds']
  const body = rows.map(({ cells, bar }) => [...cells, bar?.text ?? '', bar ? (bar.isHeld ? 'yes' : '**no**') : ''])
  const rule = head.map((_, index) => (index > 0 && index < columns.length ? '---:' : '---'))
  const lines = [head, rule, ...body].map((cells) => `| ${cells.join(' | ')} |`)
  return [`## ${title}`, '', text, '', ...lines, ''].join('\n')
}

/** A count, with commas. */
export function count(value: number): string {
  return Math.round(value).toLocaleString('en-US')
}

/** How many times the one the other is. */
export function times(value: number, of: number): string {
  return (value / of).toFixed(1)
}
