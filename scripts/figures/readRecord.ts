import { existsSync, readFileSync } from 'node:fs'

/** A table of a record: its header and its rows, without the marks of Markdown. */
export interface RecordTable {
  /** The heading above it; empty before the first one. */
  section: string
  columns: string[]
  rows: string[][]
}

/** What a bench has written into its RESULTS.md. Everything throws that is not there. */
export interface BenchRecord {
  /**
   * A cell of a table.
   *
   * @param row its first cells, as many as it takes to tell it from others
   * @param column the name of its column, or its number from 0 where names stand twice
   * @param section the heading above the table, where several tables have such a row
   */
  cell(row: string[], column: string | number, section?: string): string
  /** What the one group of the expression found in the text. */
  text(expression: RegExp): string
  /** The table below a heading; without one, the first. */
  table(section?: string): RecordTable
}

/**
 * Reads a record of the repository.
 *
 * @param path from the top of the repository, such as `bench/lab/RESULTS.md`
 */
export function readRecord(path: string): BenchRecord {
  const file = new URL(`../../${path}`, import.meta.url)
  if (!existsSync(file)) throw new Error(`${path} has not been written yet.`)
  return parseRecord(path, readFileSync(file, 'utf8'))
}

export function parseRecord(path: string, markdown: string): BenchRecord {
  const tables = readTables(markdown)
  const found = tables.map(({ section }) => section).join('", "')

  function table(section?: string): RecordTable {
    const match = tables.find((each) => section === undefined || each.section === section)
    if (!match) throw new Error(`${path} has no table below "${section}", but below "${found}".`)
    return match
  }

  return {
    table,
    cell(row, column, section) {
      const candidates = section === undefined ? tables : [table(section)]
      const isRow = (cells: string[]) => row.every((cell, index) => cells[index] === cell)
      const match = candidates.find(({ rows }) => rows.some(isRow))
      const cells = match?.rows.find(isRow)
      if (!match || !cells) throw new Error(`${path} has no row "${row.join(' | ')}".`)
      const value = cells[typeof column === 'number' ? column : match.columns.indexOf(column)]
      if (value === undefined)
        throw new Error(`${path} has no column "${column}", but "${match.columns.join('", "')}".`)
      return value
    },
    text(expression) {
      const value = expression.exec(markdown)?.[1]
      if (value === undefined) throw new Error(`${path} has nothing like ${expression}.`)
      return value
    },
  }
}

function readTables(markdown: string): RecordTable[] {
  const tables: RecordTable[] = []
  let section = ''
  let isInside = false
  for (const line of markdown.split('\n')) {
    section = /^#+ (.*)/.exec(line)?.[1] ?? section
    const isRow = line.startsWith('|')
    if (isRow && !isInside) tables.push({ section, columns: cellsOf(line), rows: [] })
    else if (isRow && !/^[|\s:-]+$/.test(line)) tables.at(-1)?.rows.push(cellsOf(line))
    isInside = isRow
  }
  return tables
}

function cellsOf(line: string): string[] {
  const cells = line.split(/(?<!\\)\|/).slice(1, -1)
  return cells.map((cell) => cell.replaceAll('**', '').trim())
}
