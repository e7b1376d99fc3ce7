import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { figures } from './figures.ts'
import { fillFigures } from './fillFigures.ts'
import { pages } from './pages.ts'
import { parseRecord } from './readRecord.ts'

const filled = pages.map((page) => {
  const text = readFileSync(new URL(`../../${page}`, import.meta.url), 'utf8')
  return { page, ...fillFigures(text, figures) }
})

test.each(filled)('$page shows the figures that were measured', ({ problems }) => {
  expect(problems).toEqual([])
})

test('every figure is shown somewhere', () => {
  const names = new Set(filled.flatMap(({ names }) => names))
  expect(Object.keys(figures).filter((name) => !names.has(name))).toEqual([])
})

describe('a page', () => {
  const measured = { size: () => '7.2 kB', table: () => '| a |\n| - |' }
  const problemsOf = (page: string) => fillFigures(page, measured).problems

  test('with a figure as it was measured has no problem', () => {
    expect(problemsOf('It is <!-- figure: size -->7.2 kB<!-- /figure --> small.')).toEqual([])
    expect(problemsOf('<!-- figure: table -->\n\n| a |\n| - |\n\n<!-- /figure -->')).toEqual([])
  })

  test('with another figure than the measured one is told both, and the line', () => {
    const page = 'First.\nIt is <!-- figure: size -->7.1 kB<!-- /figure --> small.'
    const { text, problems } = fillFigures(page, measured)
    expect(problems).toEqual(['line 2: "size" is "7.2 kB", not "7.1 kB".'])
    expect(text).toBe(page.replace('7.1', '7.2'))
  })

  test('with a figure that nobody measured is told so', () => {
    expect(problemsOf('It is <!-- figure: sze -->7.2 kB<!-- /figure -->.')).toEqual([
      'line 1: no figure is called "sze".',
    ])
  })

  test('with a figure without marks is told so, except in code', () => {
    expect(problemsOf('One.\n```\n1 kB\n```\nOnly 7.2 kB, 10 MB/s, 4,000 requests a second.')).toEqual([
      'line 5: "7.2 kB" has no source. Put it between marks.',
    ])
  })

  test('with half a mark is told so', () => {
    expect(problemsOf('It is <!-- figure: size -->7.2 kB.')).toContain('line 1: a mark without its other half.')
  })

  test('with a mark at the beginning of a line is told that the line would be no Markdown', () => {
    expect(problemsOf('It is\n<!-- figure: size -->7.2 kB<!-- /figure --> small.')).toEqual([
      'line 2: "size" begins a line. Put a word before it.',
    ])
  })
})

describe('a record', () => {
  const record = parseRecord(
    'RESULTS.md',
    '## One\n\n| a | b |\n| --- | ---: |\n| x | **1** |\n\n## Two\n\n| a | b |\n| --- | --- |\n| x | 2 |\n',
  )

  test('tells a cell by its row, its column and its section', () => {
    expect(record.cell(['x'], 'b')).toBe('1')
    expect(record.cell(['x'], 'b', 'Two')).toBe('2')
    expect(record.cell(['x', '2'], 0, 'Two')).toBe('x')
    expect(record.text(/\*\*(\d)\*\*/)).toBe('1')
  })

  test.each([
    ['row', () => record.cell(['y'], 'b')],
    ['column', () => record.cell(['x'], 'c')],
    ['table', () => record.cell(['x'], 'b', 'Three')],
    ['nothing like', () => record.text(/(?<none>\d{5})/)],
  ])('that lacks what a figure needs is told by name: %s', (what, ask) => {
    expect(ask).toThrow(what)
    expect(ask).toThrow('RESULTS.md')
  })
})
