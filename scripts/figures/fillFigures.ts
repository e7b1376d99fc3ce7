/** The figures that pages may show, by name. Each reads what was measured, and throws when that is not there. */
export type Figures = { readonly [name: string]: () => string }

export interface FilledPage {
  /** The page with every figure as it was measured. */
  text: string
  /** The names it shows. */
  names: string[]
  /** What is wrong with it, with the line. */
  problems: string[]
}

const MARKED = /<!-- figure: (\S+) -->([\s\S]*?)<!-- \/figure -->/g
/** What only a measurement can know. Times are not here: most of those in a text are settings. */
const MEASURED = /\d[\d.,]*\s?(?:kB|MB|MB\/s|requests\/s|requests a second)\b/

/**
 * Puts figures between their marks: `<!-- figure: name -->…<!-- /figure -->`. A figure of one line stands in the text, a
 * longer one apart.
 */
export function fillFigures(page: string, figures: Figures): FilledPage {
  const names: string[] = []
  const problems: string[] = []
  const lineAt = (offset: number) => page.slice(0, offset).split('\n').length

  const text = page.replace(MARKED, (mark: string, name: string, shown: string, offset: number) => {
    names.push(name)
    const figure = figures[name]
    if (!figure) {
      problems.push(`line ${lineAt(offset)}: no figure is called "${name}".`)
      return mark
    }
    const value = measured(figure)
    if (value instanceof Error) {
      problems.push(`line ${lineAt(offset)}: "${name}" has no source: ${value.message}`)
      return mark
    }
    const isApart = value.includes('\n')
    // A line that begins with a comment is HTML to its end: nothing in it would be Markdown any more.
    if (!isApart && (offset === 0 || page[offset - 1] === '\n')) {
      problems.push(`line ${lineAt(offset)}: "${name}" begins a line. Put a word before it.`)
    }
    const filled = isApart ? `\n\n${value}\n\n` : value
    if (shown !== filled) {
      const told = isApart ? 'is not the table that was measured' : `is "${value}", not "${shown.trim()}"`
      problems.push(`line ${lineAt(offset)}: "${name}" ${told}.`)
    }
    return `<!-- figure: ${name} -->${filled}<!-- /figure -->`
  })

  // Lines stay where they are, so that problems can name them.
  const blank = (part: string) => part.replace(/[^\n]/g, '')
  const bare = page.replace(MARKED, blank).replace(/^```[\s\S]*?^```$/gm, blank)
  bare.split('\n').forEach((line, index) => {
    if (/<!-- \/?figure/.test(line)) problems.push(`line ${index + 1}: a mark without its other half.`)
    const measured = MEASURED.exec(line)?.[0]
    if (measured) problems.push(`line ${index + 1}: "${measured}" has no source. Put it between marks.`)
  })
  return { text, names, problems }
}

function measured(figure: () => string): string | Error {
  try {
    return figure()
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}
