import { afterEach, beforeEach, expect, vi } from 'vitest'

/** What happy-dom tells of a failed request, as browsers do. */
const ofThePage = /^GET http\S+ \d+ /

/** Every test of the file fails that leaves a warning or an error on the console. Returns them, for those who expect one. */
export function quietConsole(): string[] {
  const said: string[] = []
  const note = (...words: unknown[]) => {
    const line = words.join(' ')
    if (!ofThePage.test(line)) said.push(line)
  }
  beforeEach(() => {
    said.length = 0
    vi.spyOn(console, 'warn').mockImplementation(note)
    vi.spyOn(console, 'error').mockImplementation(note)
  })
  afterEach(() => {
    vi.restoreAllMocks()
    expect(said).toEqual([])
  })
  return said
}
