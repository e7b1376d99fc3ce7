import { expect, onTestFinished, test, vi } from 'vitest'
import type { Signal } from '../src/connection/negotiate.ts'
import type { SideName } from '../src/connection/sideName.ts'
import { type Line, meetPartner } from '../src/tabs/meetPartner.ts'

/** A tab on this seat: its lines, newest last, and what has come over each. */
function openTab(side: SideName) {
  const lines: { line: Line; heard: Signal[] }[] = []
  const meeting = meetPartner(side, (line) => {
    const heard: Signal[] = []
    lines.push({ line, heard })
    line.listen((signal) => heard.push(signal))
  })
  onTestFinished(meeting.end)
  return { lines, meeting }
}

const word = (candidate: string): Signal => ({ candidate: { candidate } })

test('two tabs get one line each, whoever came first', async () => {
  const ben = openTab('ben')
  const ada = openTab('ada')
  await vi.waitFor(() => expect([ada.lines.length, ben.lines.length]).toEqual([1, 1]))
  ada.lines[0]?.line.send(word('to Ben'))
  await vi.waitFor(() => expect(ben.lines[0]?.heard).toEqual([word('to Ben')]))
  expect(ada.lines).toHaveLength(1)
})

test('after a new start, signals of the old call find nobody', async () => {
  const [ada, ben] = [openTab('ada'), openTab('ben')]
  await vi.waitFor(() => expect([ada.lines.length, ben.lines.length]).toEqual([1, 1]))
  ada.meeting.again()
  ada.lines[0]?.line.send(word('of the old call'))
  await vi.waitFor(() => expect([ada.lines.length, ben.lines.length]).toEqual([2, 2]))
  ben.lines[0]?.line.send(word('of the old call'))
  ben.lines[1]?.line.send(word('of the new call'))
  ada.lines[1]?.line.send(word('of the new call'))
  await vi.waitFor(() => expect(ada.lines[1]?.heard).toEqual([word('of the new call')]))
  await vi.waitFor(() => expect(ben.lines[1]?.heard).toEqual([word('of the new call')]))
})

test('signals that come before somebody listens are kept', async () => {
  let line: Line | undefined
  const meeting = meetPartner('ada', (opened) => {
    line = opened
  })
  onTestFinished(meeting.end)
  const ben = openTab('ben')
  await vi.waitFor(() => expect(ben.lines).toHaveLength(1))
  ben.lines[0]?.line.send(word('early'))
  await vi.waitFor(() => expect(line).toBeDefined())
  // Another message behind it, so that the early one has surely come.
  ben.meeting.again()
  const first = line
  await vi.waitFor(() => expect(line).not.toBe(first))
  const heard: Signal[] = []
  first?.listen((signal) => heard.push(signal))
  expect(heard).toEqual([word('early')])
})
