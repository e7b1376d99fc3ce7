import { expect, test } from 'vitest'
import { createPauseMeter } from '../src/measure/pauseMeter.ts'

test('measures nothing before the first message', () => {
  const meter = createPauseMeter()
  expect(meter.silence(5000)).toBe(0)
  expect(meter.largest(5000)).toBe(0)
  expect(meter.pauses(5000)).toEqual([])
})

test('the largest pause is the longest silence, one that goes on included', () => {
  const meter = createPauseMeter()
  for (const at of [1000, 1025, 1225, 1250]) meter.arrived(at)
  expect(meter.largest(1260)).toBe(200)
  expect(meter.largest(1650)).toBe(400)
})

test('a silence of more than 250 ms is a pause, and open until the next message', () => {
  const meter = createPauseMeter()
  meter.arrived(1000)
  meter.arrived(1250)
  expect(meter.pauses(1250)).toEqual([])
  expect(meter.pauses(1600)).toEqual([{ startedAt: 1250, endedAt: undefined }])
  meter.arrived(1700)
  expect(meter.pauses(1700)).toEqual([{ startedAt: 1250, endedAt: 1700 }])
})
