/** A table in Markdown as the formatter leaves it: the first column holds words, the others figures. */
export function alignedTable(columns: string[], rows: string[][]): string {
  const widths = columns.map((_, index) => Math.max(3, ...[columns, ...rows].map((cells) => cells[index]?.length ?? 0)))
  const rule = widths.map((width, index) => (index === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
  const pad = (cell: string, index: number) =>
    index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0)
  return [columns, rule, ...rows].map((cells) => `| ${cells.map(pad).join(' | ')} |`).join('\n')
}
